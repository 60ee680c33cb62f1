import { Menu } from '@base-ui/react/menu';
import { Fragment, type ReactNode, type RefObject } from 'react';
import { outputNames } from '../../../core/obs/outputs';
import { capOf } from '../../actions/keys';
import { usePresses } from '../../actions/react';
import type { Situation } from '../../actions/registry';
import { actions } from '../../actions/registry';
import { useClient, useMirror, useSession } from '../../client/react';
import type { Key } from '../../i18n/t';
import { t } from '../../i18n/t';
import { Icon, type IconName } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import styles from './MenuItems.module.css';
import { saveCopy } from './saveCopy';

export interface MenuItemsProps {
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly close: () => void;
}

/** Groups of the menu, by the names of actions; `saveCopy` is the menu's own. */
const groups: readonly (readonly string[])[] = [
  ['editShow', 'checkShow', 'leaveEdit', 'hostWindow', 'openLog', 'runs', 'commandList'],
  ['putIn'],
  ['connection', 'build', 'captionSetup', 'microphones'],
  outputNames.flatMap((name) => [`start-${name}`, `stop-${name}`]),
  ['saveCopy', 'rehearse', 'leaveRehearsal', 'resetRun', 'closeShow'],
  ['settings'],
];

/** Its names say what happens; three dots after one say that it asks first. */
const labels: Readonly<Record<string, Key>> = {
  hostWindow: 'menu.hostWindow',
  connection: 'menu.connection',
  build: 'menu.build',
  captionSetup: 'menu.captionSetup',
  microphones: 'menu.microphones',
  rehearse: 'menu.rehearse',
  putIn: 'menu.putIn',
  runs: 'menu.runs',
  settings: 'menu.settings',
};

interface Item {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  readonly cap: string | null;
  readonly disabled: boolean;
  readonly run: () => void;
}

export function MenuItems({ button, close }: MenuItemsProps): ReactNode {
  const items = useItems();
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => !open && close()}>
      <Menu.Portal>
        <Menu.Positioner anchor={button} side="bottom" align="end" sideOffset={6} className={styles.place}>
          <Menu.Popup className={styles.menu} finalFocus={button} aria-label={t('menu.label')}>
            {groups.map((group, index) => (
              <Fragment key={group[0]}>
                {index > 0 && <div role="separator" className={styles.rule} />}
                {group
                  .flatMap((id) => items.get(id) ?? [])
                  .map((item) => (
                    <Menu.Item
                      key={item.id}
                      className={styles.item}
                      disabled={item.disabled}
                      label={item.label}
                      onClick={item.run}
                    >
                      <Icon name={item.icon} size={14} />
                      <span>{item.label}</span>
                      {item.cap !== null && <Kbd>{item.cap}</Kbd>}
                    </Menu.Item>
                  ))}
              </Fragment>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Of these two, one leads on and one leads back. */
function comesInTwo(id: string): boolean {
  return id === 'editShow' || id === 'leaveEdit' || id === 'leaveRehearsal' || /^(start|stop)-/.test(id);
}

/** What can be done now; of the two that lead into the plan and back, the one that leads away. */
function useItems(): ReadonlyMap<string, Item> {
  const client = useClient();
  const presses = usePresses();
  const published = useMirror((all) => all);
  const session = useSession((open) => open);
  const situation: Situation = { published, session };
  const items = new Map<string, Item>();
  for (const action of actions) {
    const disabled = action.isOn?.() === true || !action.available(situation);
    if (disabled && comesInTwo(action.id)) continue;
    const [press] = action.keys;
    items.set(action.id, {
      id: action.id,
      label: t(labels[action.id] ?? action.label),
      icon: action.icon,
      cap: press ? capOf(press) : null,
      disabled,
      run: () => action.run(presses, situation),
    });
  }
  items.set('saveCopy', {
    id: 'saveCopy',
    label: t('menu.saveCopy'),
    icon: 'file',
    cap: null,
    disabled: false,
    run: () => void saveCopy(client).then((refusal) => refusal && presses.refuse('app', refusal)),
  });
  return items;
}
