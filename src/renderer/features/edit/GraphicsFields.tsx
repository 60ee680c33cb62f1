import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Colours, Graphics } from '../../../core/captions/graphics';
import {
  coloursOf,
  isFontName,
  largestLogo,
  lowContrast,
  pictureType,
  themeNames,
} from '../../../core/captions/graphics';
import type { ShowFields } from '../../../core/show/edit';
import type { Show } from '../../../core/show/model';
import { t } from '../../i18n/t';
import { useClient } from '../../client/react';
import { refusalText } from '../../ui/RefusalLine';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Switch } from '../../ui/Switch';
import { ChoiceField, Labelled, TextField } from './Fields';
import fields from './Fields.module.css';
import styles from './Graphics.module.css';
import { GraphicsPreview } from './GraphicsPreview';
import { isInstalled } from './installedFont';

/** Bytes; the whole folder goes to the app in one message. */
const largestOgraf = 6 * 1024 * 1024;

interface GraphicsFieldsProps {
  readonly show: Show;
  readonly save: (patch: Pick<ShowFields, 'graphics'> | Pick<ShowFields, 'cards'>) => Promise<string | null>;
}

/** How names look on screen. */
export function GraphicsFields({ show, save }: GraphicsFieldsProps): ReactNode {
  const { graphics } = show;
  const id = useId();
  const set = (patch: Partial<Graphics>): Promise<string | null> =>
    save({ graphics: { ...graphics, ...patch } });
  const { font } = graphics;
  return (
    <div role="group" aria-labelledby={id} className={styles.graphics}>
      <h3 id={id}>{t('edit.graphics.title')}</h3>
      <GraphicsPreview show={show} />
      <ChoiceField
        label={t('edit.graphics.theme')}
        value={graphics.theme}
        choices={themeNames.map((name) => ({ value: name, label: t(`edit.graphics.themes.${name}`) }))}
        save={(chosen) => set({ theme: themeNames.find((name) => name === chosen) ?? 'bar' })}
      />
      <ColoursField graphics={graphics} save={(colours) => set({ colours })} />
      <div className={fields.pair}>
        <LogoField logo={graphics.logo} save={(logo) => set({ logo })} />
        <TextField
          label={t('edit.graphics.font')}
          value={font ?? ''}
          placeholder={t('edit.graphics.fontOwn')}
          maxLength={64}
          finding={font !== null && !isInstalled(font) ? t('edit.graphics.fontMissing', { font }) : null}
          save={(typed) => {
            const name = typed.trim();
            if (name === '') return set({ font: null });
            return isFontName(name) ? set({ font: name }) : Promise.resolve(t('edit.graphics.fontProblem'));
          }}
        />
      </div>
      <OgrafField ograf={graphics.ograf} save={(ograf) => set({ ograf })} />
      <p className={fields.note}>{t('edit.graphics.ografHint')}</p>
      <CardsField cards={show.cards} save={(cards) => void save({ cards })} />
    </div>
  );
}

/** A package of another maker's that draws names on the page in OBS. */
function OgrafField({
  ograf,
  save,
}: {
  readonly ograf: Graphics['ograf'];
  readonly save: (ograf: Graphics['ograf']) => Promise<string | null>;
}): ReactNode {
  const id = useId();
  const client = useClient();
  const folder = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function choose(chosen: readonly File[]): Promise<void> {
    setProblem(null);
    if (chosen.reduce((sum, { size }) => sum + size, 0) > largestOgraf)
      return setProblem(t('refusal.ografTooLarge'));
    const files = await Promise.all(
      chosen.map(async (file) => ({
        path: file.webkitRelativePath || file.name,
        data: await base64Of(file),
      })),
    ).catch(() => null);
    if (!files) return setProblem(t('refusal.ografNotRead'));
    const reply = await client.call('bringOgraf', { files });
    setProblem(reply.ok ? await save(reply.value) : refusalText(reply.refusal));
  }

  return (
    <Labelled id={id} label={t('edit.graphics.ograf')} problem={problem}>
      <input
        ref={(element) => {
          folder.current = element;
          // React knows no such attribute.
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        data-testid="ograf"
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          if (chosen.length > 0) void choose(chosen);
          event.target.value = '';
        }}
      />
      <div className={styles.logo}>
        <Button id={id} size="small" onClick={() => folder.current?.click()}>
          {t('edit.graphics.chooseOgraf')}
        </Button>
        {ograf ? (
          <>
            <span className={styles.file} title={ograf.name}>
              {ograf.name}
            </span>
            <Button
              size="small"
              look="quiet"
              icon="close"
              label={t('edit.graphics.removeOgraf')}
              onClick={() => void save(null).then(setProblem)}
            />
          </>
        ) : (
          <span className={fields.note}>{t('edit.graphics.noOgraf')}</span>
        )}
      </div>
    </Labelled>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Titles that come by themselves. */
function CardsField({
  cards,
  save,
}: {
  readonly cards: Show['cards'];
  readonly save: (cards: Show['cards']) => void;
}): ReactNode {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={fields.labelled}>
      <p id={id} className={fields.label}>
        {t('edit.graphics.cards')}
      </p>
      <div className={fields.switches}>
        {(['countdown', 'segment'] as const).map((which) => (
          <Switch key={which} checked={cards[which]} onChange={(on) => save({ ...cards, [which]: on })}>
            {t(`edit.graphics.card.${which}`)}
          </Switch>
        ))}
      </div>
    </div>
  );
}

function ColoursField({
  graphics,
  save,
}: {
  readonly graphics: Graphics;
  readonly save: (colours: Colours | null) => Promise<string | null>;
}): ReactNode {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const colours = coloursOf(graphics);
  const low = lowContrast(graphics);
  const commit = (next: Colours | null): void => void save(next).then(setProblem);
  return (
    <div role="group" aria-labelledby={id} className={fields.labelled}>
      <p id={id} className={fields.label}>
        {t('edit.graphics.colours')}
      </p>
      <div className={styles.colours}>
        {(['accent', 'plate', 'text'] as const).map((which) => (
          <ColourInput
            key={which}
            label={t(`edit.graphics.colour.${which}`)}
            value={colours[which]}
            save={(colour) => commit({ ...colours, [which]: colour })}
          />
        ))}
        {graphics.colours && (
          <Button size="small" onClick={() => commit(null)}>
            {t('edit.graphics.themeColours')}
          </Button>
        )}
      </div>
      <p className={fields.problem} aria-live="polite">
        {problem}
      </p>
      {low !== null && (
        <p className={fields.finding}>
          <Icon name="warn" size={12} />
          {/* Never rounded up to what it should be. */}
          {t('edit.graphics.lowContrast', { found: (Math.floor(low * 10) / 10).toFixed(1) })}
        </p>
      )}
    </div>
  );
}

/** The show has it once the chooser is closed, not at every step of a hand inside it. */
function ColourInput({
  label,
  value,
  save,
}: {
  readonly label: string;
  readonly value: string;
  readonly save: (colour: string) => void;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const saving = useRef(save);
  useEffect(() => {
    saving.current = save;
  });
  useEffect(() => {
    const element = input.current!;
    element.value = value;
  }, [value]);
  useEffect(() => {
    const element = input.current!;
    // React's own `onChange` is what browsers call `input`.
    const commit = (): void => saving.current(element.value);
    element.addEventListener('change', commit);
    return () => element.removeEventListener('change', commit);
  }, []);
  return (
    <label className={styles.colour}>
      <input ref={input} type="color" defaultValue={value} />
      {label}
    </label>
  );
}

function LogoField({
  logo,
  save,
}: {
  readonly logo: Graphics['logo'];
  readonly save: (logo: Graphics['logo']) => Promise<string | null>;
}): ReactNode {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function choose(chosen: File): Promise<void> {
    setProblem(null);
    if (chosen.size > largestLogo) return setProblem(t('refusal.logoTooLarge'));
    const data = await base64Of(chosen).catch(() => '');
    const type = pictureType(Uint8Array.from(atob(data.slice(0, 16)), (byte) => byte.charCodeAt(0)));
    if (type === null) return setProblem(t('refusal.logoNoPicture'));
    setProblem(await save({ name: chosen.name.slice(-255), data: `data:${type};base64,${data}` }));
  }

  return (
    <Labelled id={id} label={t('edit.graphics.logo')} problem={problem}>
      <input
        ref={file}
        id={`${id}-file`}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        hidden
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen) void choose(chosen);
          // The same file may be chosen again, made smaller meanwhile.
          event.target.value = '';
        }}
      />
      <div className={styles.logo}>
        <Button id={id} size="small" onClick={() => file.current?.click()}>
          {t('edit.graphics.chooseLogo')}
        </Button>
        {logo ? (
          <>
            <span className={styles.file} title={logo.name}>
              {logo.name}
            </span>
            <Button
              size="small"
              look="quiet"
              icon="close"
              label={t('edit.graphics.removeLogo')}
              onClick={() => void save(null).then(setProblem)}
            />
          </>
        ) : (
          <span className={fields.note}>{t('edit.graphics.noLogo')}</span>
        )}
      </div>
    </Labelled>
  );
}
