import { type JsonObject, Refusal, intent, status } from '../protocol';
import { changeInput, findInput, isSource, itemsOf, renameSource, withoutItemsOf } from '../world/edit';
import { inputKind, isMedia, listedKinds } from '../world/kinds';
import { type Input, newInput } from '../world/model';
import { type Reader, boolean, input, number, object, optional, scene, string } from './fields';
import { type Obs, type RequestTable, ask, request } from './request';
import { addItem } from './sceneItems';

const unsupportedKind = new Refusal(
  status.invalidInputKind,
  'Your specified input kind is not supported by OBS. Check that your specified kind is properly versioned and that any necessary plugins are loaded.',
);

const kindOf = (of: Input): JsonObject => ({
  inputKind: of.kind,
  unversionedInputKind: inputKind(of.kind)?.unversioned ?? of.kind,
});

const withAudio: Reader<Input> = (data, world) => {
  const found = input()(data, world);
  if (found instanceof Refusal || inputKind(found.kind)?.audio === true) return found;
  return new Refusal(status.invalidResourceState, 'The specified input does not support audio.');
};

function mute(obs: Obs, of: Input, muted: boolean): void {
  obs.update(changeInput(obs.world(), of.name, (old) => ({ ...old, muted })));
  // Said even when nothing changed, as OBS does.
  obs.emit('InputMuteStateChanged', intent.inputs, { inputName: of.name, inputMuted: muted });
}

/** What of them a film can be told. */
const playerActions = ['PLAY', 'PAUSE', 'STOP', 'RESTART'] as const;

const mediaActions = ['PLAY', 'PAUSE', 'STOP', 'RESTART', 'NEXT', 'PREVIOUS'].map(
  (action) => `OBS_WEBSOCKET_MEDIA_INPUT_ACTION_${action}`,
);

const decibels = (volume: number): number => (volume === 0 ? -100 : Math.fround(20 * Math.log10(volume)));

export const inputRequests: RequestTable = {
  GetInputList: request({ kind: optional('inputKind', string('inputKind'), null) }, ({ kind }, obs) => ({
    inputs: [...obs.world().inputs]
      .reverse()
      .filter((each) => kind === null || each.kind === kind)
      .map((each) => ({ inputName: each.name, ...kindOf(each) })),
  })),

  GetInputKindList: request(
    { unversioned: optional('unversioned', boolean('unversioned'), false) },
    ({ unversioned }, obs) => ({
      inputKinds: listedKinds(obs.browsers).map((known) => (unversioned ? known.unversioned : known.kind)),
    }),
  ),

  GetSpecialInputs: ask(() => ({
    desktop1: null,
    desktop2: null,
    mic1: null,
    mic2: null,
    mic3: null,
    mic4: null,
  })),

  CreateInput: request(
    {
      into: scene(),
      inputName: string('inputName'),
      kind: string('inputKind'),
      settings: optional('inputSettings', object('inputSettings', 'may be empty'), {}),
      enabled: optional('sceneItemEnabled', boolean('sceneItemEnabled'), true),
    },
    ({ into, inputName, kind, settings, enabled }, obs) => {
      const world = obs.world();
      if (isSource(world, inputName)) {
        return new Refusal(status.resourceAlreadyExists, 'A source already exists by that input name.');
      }
      const known = listedKinds(obs.browsers).find((listed) => listed.kind === kind);
      if (known === undefined) return unsupportedKind;
      const created = newInput(inputName, kind, settings);
      obs.update({ ...world, inputs: [...world.inputs, created] });
      obs.emit('InputCreated', intent.inputs, {
        inputName,
        ...kindOf(created),
        inputSettings: settings,
        defaultInputSettings: known.defaults,
      });
      return { sceneItemId: addItem(obs, into.name, inputName, enabled) };
    },
  ),

  RemoveInput: request({ doomed: input() }, ({ doomed }, obs) => {
    const world = obs.world();
    const items = itemsOf(world, doomed.name);
    const rest = withoutItemsOf(world, doomed.name);
    obs.update({ ...rest, inputs: rest.inputs.filter(({ name }) => name !== doomed.name) });
    obs.emit('InputRemoved', intent.inputs, { inputName: doomed.name });
    for (const { sceneName, item } of items) {
      obs.emit('SceneItemRemoved', intent.sceneItems, {
        sceneName,
        sourceName: doomed.name,
        sceneItemId: item.id,
      });
    }
    return undefined;
  }),

  SetInputName: request(
    { old: input(), newInputName: string('newInputName') },
    ({ old, newInputName }, obs) => {
      if (isSource(obs.world(), newInputName)) {
        return new Refusal(status.resourceAlreadyExists, 'A source already exists by that new input name.');
      }
      obs.update(renameSource(obs.world(), old.name, newInputName));
      obs.media.renamed(old.name, newInputName);
      obs.emit('InputNameChanged', intent.inputs, { oldInputName: old.name, inputName: newInputName });
      return undefined;
    },
  ),

  GetInputDefaultSettings: request({ kind: string('inputKind') }, ({ kind }) => {
    const known = inputKind(kind);
    return known === undefined
      ? new Refusal(status.invalidInputKind)
      : { defaultInputSettings: known.defaults };
  }),

  GetInputSettings: request({ of: input() }, ({ of }) => ({
    inputSettings: of.settings,
    inputKind: of.kind,
  })),

  // OBS 5.1 sends no event for this: whoever needs to know reads back.
  SetInputSettings: request(
    {
      of: input(),
      settings: object('inputSettings', 'may be empty'),
      overlay: optional('overlay', boolean('overlay'), true),
    },
    ({ of, settings, overlay }, obs) => {
      obs.update(
        changeInput(obs.world(), of.name, (old) => ({
          ...old,
          settings: overlay ? { ...old.settings, ...settings } : settings,
        })),
      );
      obs.media.set(of.name);
      return undefined;
    },
  ),

  GetInputMute: request({ of: withAudio }, ({ of }) => ({ inputMuted: of.muted })),

  SetInputMute: request({ of: withAudio, muted: boolean('inputMuted') }, ({ of, muted }, obs) => {
    mute(obs, of, muted);
    return undefined;
  }),

  ToggleInputMute: request({ of: withAudio }, ({ of }, obs) => {
    mute(obs, of, !of.muted);
    return { inputMuted: findInput(obs.world(), of.name)?.muted ?? false };
  }),

  TriggerMediaInputAction: request(
    { of: input(), mediaAction: string('mediaAction') },
    ({ of, mediaAction }, obs) => {
      if (!mediaActions.includes(mediaAction)) {
        return new Refusal(status.invalidRequestField, 'You have specified an invalid media input action.');
      }
      // Of a source that plays nothing OBS answers ok, and does nothing.
      if (isMedia(of.kind)) {
        const inputName = of.name;
        const action = playerActions.find((known) => mediaAction.endsWith(`_${known}`));
        if (action) obs.media.act(inputName, action);
        obs.emit('MediaInputActionTriggered', intent.mediaInputs, { inputName, mediaAction });
      }
      return undefined;
    },
  ),

  GetMediaInputStatus: request({ of: input() }, ({ of }, obs) => {
    const { state, length, cursor } = obs.media.status(of.name);
    return { mediaState: `OBS_MEDIA_STATE_${state}`, mediaDuration: length, mediaCursor: cursor };
  }),

  SetMediaInputCursor: request({ of: input(), cursor: number('mediaCursor', 0) }, ({ of, cursor }, obs) =>
    obs.media.seek(of.name, cursor)
      ? undefined
      : new Refusal(
          status.invalidResourceState,
          'The media input must be playing or paused in order to set the cursor position.',
        ),
  ),

  GetInputVolume: request({ of: withAudio }, ({ of }) => ({
    inputVolumeMul: of.volume,
    inputVolumeDb: decibels(of.volume),
  })),

  SetInputVolume: request(
    {
      of: withAudio,
      multiplier: optional('inputVolumeMul', number('inputVolumeMul', 0, 20), null),
      decibel: optional('inputVolumeDb', number('inputVolumeDb', -100, 26), null),
    },
    ({ of, multiplier, decibel }, obs) => {
      const volume = multiplier ?? (decibel === null ? null : Math.fround(10 ** (decibel / 20)));
      if (volume === null) {
        return new Refusal(status.missingRequestField, 'You must specify one volume field.');
      }
      obs.update(changeInput(obs.world(), of.name, (old) => ({ ...old, volume })));
      obs.emit('InputVolumeChanged', intent.inputs, {
        inputName: of.name,
        inputVolumeMul: volume,
        inputVolumeDb: decibels(volume),
      });
      return undefined;
    },
  ),
};
