import { type JsonObject, Refusal, intent, status } from '../protocol';
import { type TransitionName, transitions } from '../world/model';
import { boolean, number, string } from './fields';
import { type RequestTable, ask, request } from './request';

const studioModeOff = new Refusal(status.studioModeNotActive);

/** OBS lists these; only Cut and Fade exist in a fresh collection. */
const transitionKinds = [
  'cut_transition',
  'fade_transition',
  'swipe_transition',
  'slide_transition',
  'obs_stinger_transition',
  'fade_to_color_transition',
  'wipe_transition',
];

function described(name: TransitionName): JsonObject {
  const { kind, fixed } = name === 'Cut' ? transitions[0] : transitions[1];
  return {
    transitionName: name,
    transitionKind: kind,
    transitionFixed: fixed,
    transitionConfigurable: false,
  };
}

export const transitionRequests: RequestTable = {
  GetTransitionKindList: ask(() => ({ transitionKinds })),

  GetSceneTransitionList: ask((obs) => ({
    currentSceneTransitionName: obs.stage.answeredTransition(),
    currentSceneTransitionKind: described(obs.stage.answeredTransition())['transitionKind'] ?? null,
    transitions: transitions.map(({ name }) => described(name)),
  })),

  GetCurrentSceneTransition: ask((obs) => {
    const transition = obs.stage.answeredTransition();
    const { transitionDuration } = obs.world();
    return {
      ...described(transition),
      // A fixed transition has no duration to tell.
      transitionDuration: transition === 'Cut' ? null : transitionDuration,
      transitionSettings: null,
    };
  }),

  SetCurrentSceneTransition: request({ name: string('transitionName') }, ({ name }, obs) => {
    const known = transitions.find((transition) => transition.name === name);
    if (known === undefined) {
      return new Refusal(status.resourceNotFound, 'No scene transition was found by that name.');
    }
    obs.stage.setTransition(known.name);
    return undefined;
  }),

  SetCurrentSceneTransitionDuration: request(
    { duration: number('transitionDuration', 50, 20_000) },
    ({ duration }, obs) => {
      const world = obs.world();
      const transitionDuration = Math.trunc(duration);
      if (world.transitionDuration === transitionDuration) return undefined;
      obs.update({ ...world, transitionDuration });
      obs.emit('CurrentSceneTransitionDurationChanged', intent.transitions, { transitionDuration });
      return undefined;
    },
  ),

  SetCurrentSceneTransitionSettings: ask(
    () =>
      new Refusal(status.resourceNotConfigurable, 'The current transition does not support custom settings.'),
  ),

  GetCurrentSceneTransitionCursor: ask((obs) => ({ transitionCursor: obs.stage.cursor() })),

  GetStudioModeEnabled: ask((obs) => ({ studioModeEnabled: obs.world().preview !== null })),

  SetStudioModeEnabled: request({ enabled: boolean('studioModeEnabled') }, ({ enabled }, obs) => {
    obs.stage.setStudioMode(enabled);
    return undefined;
  }),

  TriggerStudioModeTransition: ask((obs) => {
    const { preview } = obs.world();
    if (preview === null) return studioModeOff;
    obs.stage.take(preview);
    return undefined;
  }),
};
