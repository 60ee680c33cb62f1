import type { JsonObject } from '../protocol';

/** An input kind as `GetInputKindList` of Debian's OBS 29.0.2 gives it, with its default settings. */
export interface InputKind {
  readonly kind: string;
  readonly unversioned: string;
  readonly audio: boolean;
  readonly defaults: JsonObject;
}

const plain = (kind: string, audio: boolean, defaults: JsonObject): InputKind => ({
  kind,
  unversioned: kind.replace(/_v\d+$/, ''),
  audio,
  defaults,
});

const inputKinds: readonly InputKind[] = [
  plain('image_source', false, { linear_alpha: false, unload: false }),
  plain('color_source_v3', false, { color: 4291940817, height: 1080, width: 1920 }),
  plain('slideshow', false, {
    loop: true,
    playback_behavior: 'always_play',
    slide_mode: 'mode_auto',
    slide_time: 8000,
    transition: 'fade',
    transition_speed: 700,
    use_custom_size: 'Automatic',
  }),
  plain('alsa_input_capture', true, { device_id: 'default', rate: 44100 }),
  plain('xshm_input', false, { advanced: false, screen: 0, show_cursor: true }),
  plain('jack_output_capture', true, { channels: 2, startjack: false }),
  plain('pulse_input_capture', true, { device_id: 'default' }),
  plain('pulse_output_capture', true, { device_id: 'default' }),
  // The device that a real machine's default names differs; nothing relies on it.
  plain('v4l2_input', false, { auto_reset: false, buffering: true, input: -1, timeout_frames: 5 }),
  plain('ffmpeg_source', true, {
    buffering_mb: 2,
    clear_on_media_end: true,
    is_local_file: true,
    linear_alpha: false,
    looping: false,
    reconnect_delay_sec: 10,
    restart_on_activate: true,
    speed_percent: 100,
  }),
  plain('text_ft2_source_v2', false, {
    antialiasing: true,
    color1: 4294967295,
    color2: 4294967295,
    drop_shadow: false,
    font: { face: 'Sans Serif', flags: 0, size: 256, style: '' },
    log_lines: 6,
    outline: false,
    word_wrap: false,
  }),
];

/** OBS has it where it was built with a browser: Debian's was not. */
const browserKind = plain('browser_source', true, {
  css: '',
  fps: 30,
  fps_custom: false,
  height: 600,
  reroute_audio: false,
  restart_when_active: false,
  shutdown: false,
  url: 'https://obsproject.com/browser-source',
  webpage_control_level: 1,
  width: 800,
});

/** What `GetInputKindList` lists. */
export function listedKinds(browsers: boolean): readonly InputKind[] {
  return browsers ? [...inputKinds, browserKind] : inputKinds;
}

/** Kinds that play something, and can be told to. */
export function isMedia(kind: string): boolean {
  return kind === 'ffmpeg_source' || kind === 'slideshow';
}

export function inputKind(kind: string): InputKind | undefined {
  return listedKinds(true).find((known) => known.kind === kind);
}

export interface FilterKind {
  readonly kind: string;
  readonly defaults: JsonObject;
}

/** The filters that we have use for; a real OBS lists more, and knows these by the same names. */
export const filterKinds: readonly FilterKind[] = [
  {
    kind: 'color_filter_v2',
    defaults: {
      brightness: 0,
      color_add: 0,
      color_multiply: 16777215,
      contrast: 0,
      gamma: 0,
      hue_shift: 0,
      opacity: 1,
      saturation: 0,
    },
  },
];

export function filterKind(kind: string): FilterKind | undefined {
  return filterKinds.find((known) => known.kind === kind);
}
