import type { Speaker, SpeakerId } from '../show/model';

/** How much each kind of word counts that an input's name shares with a person. */
const ofName = 4;
const ofInitials = 2;
const ofHost = 3;
const ofRole = 1;

/** What people call the microphone of who leads through a show. */
const hostWords = new Set(['host', 'moderator', 'chair', 'presenter']);

/**
 * Whose microphone an input probably is, going by its name: `Mic Morshed` is Morshed Mannan's, `Host microphone` the
 * host's. Of the people without a microphone and the inputs that are nobody's; where two would do alike, none is
 * suggested. `inputs` in OBS's order.
 */
export function suggestedMicrophones(
  speakers: readonly Speaker[],
  hostId: SpeakerId | null,
  inputs: readonly string[],
): ReadonlyMap<SpeakerId, string> {
  const taken = new Set(speakers.map(({ microphone }) => microphone));
  const open = speakers.filter(({ microphone }) => microphone === null);
  const pairs = inputs
    .filter((input) => !taken.has(input))
    .flatMap((input) =>
      open.map((speaker) => ({ input, id: speaker.id, score: score(input, speaker, speaker.id === hostId) })),
    )
    .filter((pair) => pair.score > 0);
  return new Map(
    pairs
      .filter((pair) =>
        pairs.every(
          (other) =>
            other === pair ||
            (other.input !== pair.input && other.id !== pair.id) ||
            other.score < pair.score,
        ),
      )
      .map(({ id, input }) => [id, input]),
  );
}

function score(input: string, { name, role }: Speaker, isHost: boolean): number {
  const words = new Set(wordsOf(input));
  const names = wordsOf(name);
  const initials = names.map((word) => word.charAt(0)).join('');
  const shared = (of: readonly string[]): number => of.filter((word) => words.has(word)).length;
  const hosts = isHost && [...words].some((word) => hostWords.has(word));
  return (
    shared(names.filter((word) => word.length > 1)) * ofName +
    (initials.length > 1 && words.has(initials) ? ofInitials : 0) +
    (hosts ? ofHost : 0) +
    shared(wordsOf(role).filter((word) => word.length > 3)) * ofRole
  );
}

/** Lower case, without accents; `CobyMic 2` is coby, mic, 2. */
function wordsOf(text: string): readonly string[] {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
