import type { CaptionPictures } from './ports';

/** One drawing for two OBS, whose canvases may differ: the main one tidies up, and leaves what the backup was given. */
export function picturesForTwo(pictures: CaptionPictures): {
  readonly main: CaptionPictures;
  readonly backup: CaptionPictures;
} {
  const given = new Set<string>();
  return {
    main: {
      render: (caption, canvas, graphics, urgency) => pictures.render(caption, canvas, graphics, urgency),
      renderClip: (caption, canvas, graphics, lasts) => pictures.renderClip(caption, canvas, graphics, lasts),
      prune: (keepFiles) => pictures.prune([...keepFiles, ...given]),
    },
    backup: {
      async render(caption, canvas, graphics, urgency) {
        const rendered = await pictures.render(caption, canvas, graphics, urgency);
        if (rendered.ok) given.add(rendered.value.file);
        return rendered;
      },
      async renderClip(caption, canvas, graphics, lasts) {
        const rendered = await pictures.renderClip(caption, canvas, graphics, lasts);
        if (rendered.ok) given.add(rendered.value.file);
        return rendered;
      },
      prune: async () => {},
    },
  };
}
