import { Refusal, status } from '../protocol';
import { changeSource, findInput, findScene, shownIn } from '../world/edit';
import { sourceSize } from '../world/size';
import { pictureOf } from '../picture/cache';
import { number, object, optional, source, string } from './fields';
import { type RequestTable, request } from './request';

/** The picture formats that we can write; a real OBS lists more, and clients must look. */
export const imageFormats = ['png'];

export const sourceRequests: RequestTable = {
  GetSourceActive: request({ sourceName: source() }, ({ sourceName }, obs) => {
    const world = obs.world();
    const active = obs.stage.showing().some((scene) => shownIn(world, scene).has(sourceName));
    const previewed = world.preview !== null && shownIn(world, world.preview).has(sourceName);
    return { videoActive: active, videoShowing: active || previewed };
  }),

  GetSourceScreenshot: request(
    {
      sourceName: source(),
      format: string('imageFormat'),
      width: optional('imageWidth', number('imageWidth', 8, 4096), null),
      height: optional('imageHeight', number('imageHeight', 8, 4096), null),
      quality: optional('imageCompressionQuality', number('imageCompressionQuality', -1, 100), -1),
    },
    ({ sourceName, format, width, height }, obs) => {
      if (!imageFormats.includes(format)) {
        return new Refusal(
          status.invalidRequestField,
          'Your specified image format is invalid or not supported by this system.',
        );
      }
      const size = sourceSize(obs.world(), sourceName);
      if (size.width === 0 || size.height === 0) {
        return new Refusal(status.requestProcessingFailed, 'Failed to render screenshot.');
      }
      // As OBS: one side given keeps the proportions; both given stretches.
      const wide = width ?? (height === null ? size.width : (height * size.width) / size.height);
      const high = height ?? (width === null ? size.height : (width * size.height) / size.width);
      const picture = pictureOf(
        obs.world(),
        sourceName,
        Math.max(1, Math.trunc(wide)),
        Math.max(1, Math.trunc(high)),
        obs.media.frames(),
      );
      return { imageData: `data:image/${format};base64,${picture}` };
    },
  ),

  // Not in the protocol's document, and there since 5.0: how a source is marked as ours.
  GetSourcePrivateSettings: request({ sourceName: source() }, ({ sourceName }, obs) => ({
    sourceSettings:
      (findScene(obs.world(), sourceName) ?? findInput(obs.world(), sourceName))?.privateSettings ?? {},
  })),

  SetSourcePrivateSettings: request(
    { sourceName: source(), settings: object('sourceSettings', 'may be empty') },
    ({ sourceName, settings }, obs) => {
      obs.update(
        changeSource(obs.world(), sourceName, (old) => ({
          privateSettings: { ...old.privateSettings, ...settings },
        })),
      );
      return undefined;
    },
  ),
};
