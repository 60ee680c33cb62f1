import { Component, type ReactNode } from 'react';
import { t } from '../i18n/t';
import { Button } from './Button';
import styles from './ErrorBoundary.module.css';
import { Notice } from './Notice';
import { classes } from './classes';

interface Props {
  readonly children: ReactNode;
  /** Where it stands, for what is shown instead: the room of what broke stays its own. */
  readonly className?: string;
}

/** What breaks inside stays inside: the rest of the screen, GO above all, goes on. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className={classes(styles.broken, this.props.className)} role="alert">
        <Notice
          tone="danger"
          actions={
            <Button size="small" onClick={() => location.reload()}>
              {t('console.reloadWindow')}
            </Button>
          }
        >
          {t('console.broken')}
        </Notice>
      </div>
    );
  }
}
