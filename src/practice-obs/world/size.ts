import { textSize } from '../picture/text';
import { loadFilm } from '../picture/film';
import { loadImage } from '../picture/imageFile';
import { inputKind } from './kinds';
import { findInput, findScene } from './edit';
import type { Input, WorldSnapshot } from './model';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const nothing: Size = { width: 0, height: 0 };

/** A setting of an input: what was set, or the kind's default. */
export function setting(input: Input, name: string): unknown {
  return input.settings[name] ?? inputKind(input.kind)?.defaults[name];
}

export function numberSetting(input: Input, name: string): number {
  const value = setting(input, name);
  return typeof value === 'number' ? value : 0;
}

export function textSetting(input: Input, name: string): string {
  const value = setting(input, name);
  return typeof value === 'string' ? value : '';
}

/** How large a source is by itself, in canvas pixels; 0 × 0 while it has nothing to show. */
export function sourceSize(world: WorldSnapshot, name: string): Size {
  if (findScene(world, name) !== undefined) {
    return { width: world.video.baseWidth, height: world.video.baseHeight };
  }
  const input = findInput(world, name);
  return input === undefined ? nothing : inputSize(input);
}

function inputSize(input: Input): Size {
  switch (input.kind) {
    case 'color_source_v3':
      return { width: numberSetting(input, 'width'), height: numberSetting(input, 'height') };
    case 'image_source':
      return loadImage(textSetting(input, 'file')) ?? nothing;
    case 'ffmpeg_source':
      return loadFilm(textSetting(input, 'local_file')) ?? nothing;
    case 'text_ft2_source_v2':
      return textSize(textSetting(input, 'text'), fontSize(input));
    case 'v4l2_input':
    case 'xshm_input':
      return { width: 1280, height: 720 };
    default:
      return nothing;
  }
}

/** The size of a text source's letters, in pixels. */
export function fontSize(input: Input): number {
  const font = setting(input, 'font');
  const size = typeof font === 'object' && font !== null && 'size' in font ? font.size : undefined;
  return typeof size === 'number' ? size : 256;
}
