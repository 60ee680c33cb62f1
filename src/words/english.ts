import { actions } from './en/actions';
import { alarms } from './en/alarms';
import { asrun } from './en/asrun';
import { build } from './en/build';
import { buildBackup } from './en/buildBackup';
import { captionSetup } from './en/captionSetup';
import { captions } from './en/captions';
import { common } from './en/common';
import { connection } from './en/connection';
import { console } from './en/console';
import { cues } from './en/cues';
import { deck } from './en/deck';
import { edit } from './en/edit';
import { file } from './en/file';
import { host } from './en/host';
import { log } from './en/log';
import { menu } from './en/menu';
import { messages } from './en/messages';
import { notice } from './en/notice';
import { outputs } from './en/outputs';
import { palette } from './en/palette';
import { preflight } from './en/preflight';
import { putIn } from './en/putIn';
import { refusal } from './en/refusal';
import { rehearsal } from './en/rehearsal';
import { replan } from './en/replan';
import { rundown } from './en/rundown';
import { runs } from './en/runs';
import { settings } from './en/settings';
import { start } from './en/start';
import { strip } from './en/strip';
import { timeline } from './en/timeline';
import { topbar } from './en/topbar';
import { voices } from './en/voices';

/** Every sentence of the screens, one file a feature. Keys read `feature.sentence`. */
export const english = {
  actions,
  alarms,
  asrun,
  build,
  buildBackup,
  captionSetup,
  captions,
  common,
  connection,
  console,
  cues,
  deck,
  edit,
  file,
  host,
  log,
  menu,
  messages,
  notice,
  outputs,
  palette,
  preflight,
  putIn,
  refusal,
  rehearsal,
  replan,
  rundown,
  runs,
  settings,
  start,
  strip,
  timeline,
  topbar,
  voices,
} as const;
