import { t } from '../../i18n/t';

/** What a press puts on air, said before it does. `slate`: the slate that is up, with its scene; its own scene stays. */
export function takeWords(
  title: string,
  scene: string | null,
  slate: { readonly scene: string | null } | null,
): string {
  if (title === '') return t(slate ? 'putIn.takeUntitledLeavesSlate' : 'putIn.takeUntitled');
  if (scene === null || scene === slate?.scene)
    return t(slate ? 'putIn.takeAsIsLeavesSlate' : 'putIn.takeAsIs', { title });
  return t(slate ? 'putIn.takeLeavesSlate' : 'putIn.take', { title, scene });
}
