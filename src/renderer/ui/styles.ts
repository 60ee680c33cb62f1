// The order of the layers first, then what fills them. Every page begins with this.
import './layers.css';
import './tokens.css';
import './fonts.css';
import './base.css';
