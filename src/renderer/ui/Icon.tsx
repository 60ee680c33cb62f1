import type { ReactNode } from 'react';
import styles from './Icon.module.css';

/** Drawn on a grid of 16, in strokes of 1.5 with round ends; filled where the shape itself is the sign. */
const drawings = {
  arrow: <path d="M2.5 8h11M9.5 4l4 4-4 4" />,
  camera: (
    <>
      <rect x="1.75" y="4.25" width="8.5" height="7.5" rx="1.5" />
      <path d="m10.25 7.25 4-2.25v6l-4-2.25z" />
    </>
  ),
  caption: (
    <>
      <rect x="1.75" y="2.75" width="12.5" height="10.5" rx="1.5" />
      <path d="M4.25 10.25h5M4.25 7.75h7.5" />
    </>
  ),
  check: <path d="m3.5 8.5 3 3 6-7" />,
  'check-circle': (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="m5.4 8.2 1.8 1.8 3.4-3.9" />
    </>
  ),
  'chevron-down': <path d="m4 6.25 4 4 4-4" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M8 4.5V8l2.4 1.6" />
    </>
  ),
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  copy: (
    <>
      <rect x="5.25" y="5.25" width="8.5" height="8.5" rx="1.5" />
      <path d="M10.75 5.25v-1.5c0-.83-.67-1.5-1.5-1.5h-5.5c-.83 0-1.5.67-1.5 1.5v5.5c0 .83.67 1.5 1.5 1.5h1.5" />
    </>
  ),
  cue: <path d="M9.25 1.75 3.5 9h4l-.75 5.25L12.5 7h-4z" />,
  dot: <circle cx="8" cy="8" r="4.5" fill="currentColor" stroke="none" />,
  down: <path d="M8 12.5 2.5 4h11z" fill="currentColor" stroke="none" />,
  drag: <path d="M6 4v.1M10 4v.1M6 8v.1M10 8v.1M6 12v.1M10 12v.1" strokeWidth="2" />,
  edit: (
    <>
      <path d="M2.75 13.25 3.4 10.4l7.3-7.3a1.4 1.4 0 0 1 2 0l.2.2a1.4 1.4 0 0 1 0 2l-7.3 7.3z" />
      <path d="m9.5 4.4 2.1 2.1" />
    </>
  ),
  external: (
    <path d="M9 2.75h4.25V7M13 3 7.5 8.5M11 9v3.25c0 .55-.45 1-1 1H3.75c-.55 0-1-.45-1-1V6c0-.55.45-1 1-1H7" />
  ),
  eye: (
    <>
      <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="2" />
    </>
  ),
  'eye-off': (
    <path d="M6.4 3.7A6 6 0 0 1 8 3.5c4 0 6.5 4.5 6.5 4.5a11 11 0 0 1-1.8 2.3M4.1 4.9A10.6 10.6 0 0 0 1.5 8S4 12.5 8 12.5c1.4 0 2.6-.5 3.6-1.2M2 2l12 12" />
  ),
  file: (
    <>
      <path d="M4 1.75h5l3.25 3.25v9.25H4z" />
      <path d="M9 1.75V5h3.25" />
    </>
  ),
  flag: <path d="M3.5 14.25V2.25M3.5 3h8.75l-1.75 3 1.75 3H3.5" />,
  folder: (
    <path d="M1.75 4.25c0-.7.55-1.25 1.25-1.25h3.25l1.5 1.75H13c.7 0 1.25.55 1.25 1.25v6c0 .7-.55 1.25-1.25 1.25H3c-.7 0-1.25-.55-1.25-1.25z" />
  ),
  grid: (
    <>
      <rect x="2" y="2.75" width="5" height="4.5" rx="1" />
      <rect x="9" y="2.75" width="5" height="4.5" rx="1" />
      <rect x="2" y="9" width="5" height="4.5" rx="1" />
      <rect x="9" y="9" width="5" height="4.5" rx="1" />
    </>
  ),
  image: (
    <>
      <rect x="1.75" y="2.75" width="12.5" height="10.5" rx="1.5" />
      <circle cx="5.5" cy="6.25" r="1.25" />
      <path d="m2.5 12 3.75-3.5 2.5 2.25L11 8.5l3.25 3" />
    </>
  ),
  keyboard: (
    <>
      <rect x="1.75" y="4.25" width="12.5" height="7.5" rx="1.5" />
      <path d="M4.5 7v.1M7 7v.1M9.5 7v.1M11.75 7v.1M5.5 9.5h5" />
    </>
  ),
  lectern: (
    <>
      <g transform="scale(.6667)">
        <path d="M3 4.5h18l-2.6 6.5H5.6z" fill="currentColor" />
        <path
          d="M12 11v7.5M7.5 19.5h9"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.4"
          strokeLinecap="round"
        />
      </g>
    </>
  ),
  list: <path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.1M2.5 8v.1M2.5 12v.1" />,
  lock: (
    <>
      <rect x="3" y="7" width="10" height="6.75" rx="1.5" />
      <path d="M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2" />
    </>
  ),
  message: (
    <path d="M2 4.25c0-.83.67-1.5 1.5-1.5h9c.83 0 1.5.67 1.5 1.5v5.5c0 .83-.67 1.5-1.5 1.5H7.25L4.25 14v-2.75H3.5c-.83 0-1.5-.67-1.5-1.5z" />
  ),
  microphone: (
    <>
      <rect x="5.75" y="1.75" width="4.5" height="8" rx="2.25" />
      <path d="M3.25 7.5a4.75 4.75 0 0 0 9.5 0M8 12.25v2M5.75 14.25h4.5" />
    </>
  ),
  minus: <path d="M3 8h10" />,
  more: <path d="M3.5 8v.1M8 8v.1M12.5 8v.1" strokeWidth="2.25" />,
  pause: <path d="M5.25 3.5v9M10.75 3.5v9" strokeWidth="2.25" />,
  pin: <path d="M6 2.25h4l-.5 4.25 2.25 2.25v1h-7.5v-1L6.5 6.5zM8 9.75v4" />,
  play: <path d="M4.75 3.2v9.6l8-4.8z" fill="currentColor" stroke="none" />,
  'play-outline': <path d="M5 3.5v9l7.2-4.5z" />,
  plus: <path d="M8 3v10M3 8h10" />,
  podium: <path d="M3 3.25h10L11.75 7h-7.5zM8 7v6.25M5 13.5h6" />,
  practice: <path d="M8 2.25a5.75 5.75 0 1 1-5.3 3.5M2.25 2.5v3.5h3.5" />,
  question: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M6.1 6.2a1.95 1.95 0 1 1 2.8 1.75c-.6.3-.9.7-.9 1.3M8 11.4v.1" />
    </>
  ),
  questions: (
    <>
      <path d="M1.75 3.75c0-.7.55-1.25 1.25-1.25h6c.7 0 1.25.55 1.25 1.25v3.5c0 .7-.55 1.25-1.25 1.25H5.5L3.25 10.5v-2H3c-.7 0-1.25-.55-1.25-1.25z" />
      <path d="M12.5 6H13c.7 0 1.25.55 1.25 1.25v3.5c0 .7-.55 1.25-1.25 1.25h-.25v2L10.5 12H7.75c-.5 0-.9-.25-1.1-.65" />
    </>
  ),
  redo: (
    <>
      <path d="M10 3.5l3.25 3.25L10 10" />
      <path d="M13 6.75H6.75a3.75 3.75 0 0 0 0 7.5H9" />
    </>
  ),
  record: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <circle cx="8" cy="8" r="3" fill="currentColor" stroke="none" />
    </>
  ),
  repeat: (
    <path d="M3 7.5V6.25C3 5 4 4 5.25 4H12M9.75 1.75 12 4 9.75 6.25M13 8.5v1.25c0 1.25-1 2.25-2.25 2.25H4M6.25 14.25 4 12l2.25-2.25" />
  ),
  ring: <circle cx="8" cy="8" r="4.25" />,
  scene: (
    <>
      <rect x="1.75" y="2.75" width="12.5" height="8" rx="1.5" />
      <path d="M5 13.5h6M8 10.75v2.75" />
    </>
  ),
  screen: (
    <>
      <rect x="1.75" y="2.75" width="12.5" height="8.5" rx="1.5" />
      <path d="M5.5 14h5" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.5 10.5 3.25 3.25" />
    </>
  ),
  send: (
    <>
      <path d="M2.25 8 13.75 2.5 11 13.5 7.75 9z" />
      <path d="m7.75 9 6-6.5" />
    </>
  ),
  settings: (
    <>
      <path d="M2.5 4.5h5M11 4.5h2.5M2.5 11.5H5M8.5 11.5h5" />
      <circle cx="9.25" cy="4.5" r="1.75" />
      <circle cx="6.75" cy="11.5" r="1.75" />
    </>
  ),
  skip: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M3.8 12.2 12.2 3.8" />
    </>
  ),
  slate: (
    <>
      <rect x="1.75" y="3" width="12.5" height="10" rx="1.5" />
      <path d="M4.75 8h6.5" />
      <path d="M8 3v0" />
    </>
  ),
  sound: (
    <path d="M2.25 6v4h2.5l3.5 2.75v-9.5L4.75 6zM10.75 5.75a3.2 3.2 0 0 1 0 4.5M12.75 3.75a6 6 0 0 1 0 8.5" />
  ),
  'sound-off': <path d="M2.25 6v4h2.5l3.5 2.75v-9.5L4.75 6zM10.75 6l3.5 4M14.25 6l-3.5 4" />,
  slides: (
    <>
      <rect x="1.75" y="2.5" width="12.5" height="8.5" rx="1.5" />
      <path d="M5 8V6.5M8 8V5M11 8V6M8 11v2.5" />
    </>
  ),
  spinner: <path d="M8 1.75A6.25 6.25 0 1 1 1.75 8" />,
  stop: (
    <>
      <path d="M5.4 1.75h5.2l3.65 3.65v5.2l-3.65 3.65H5.4L1.75 10.6V5.4z" />
      <path d="M8 4.9v3.6M8 11v.1" />
    </>
  ),
  text: <path d="M3 4V2.75h10V4M8 2.75v10.5M6 13.25h4" />,
  trash: <path d="M2.75 4.25h10.5M6 4.25v-1.5h4v1.5M4 4.25l.6 9h6.8l.6-9M6.75 7v3.75M9.25 7v3.75" />,
  stream: (
    <>
      <circle cx="8" cy="8" r="1.5" fill="currentColor" stroke="none" />
      <path d="M4.9 11.1a4.4 4.4 0 0 1 0-6.2M11.1 4.9a4.4 4.4 0 0 1 0 6.2M2.8 13.2a7.35 7.35 0 0 1 0-10.4M13.2 2.8a7.35 7.35 0 0 1 0 10.4" />
    </>
  ),
  undo: (
    <>
      <path d="M6 3.5 2.75 6.75 6 10" />
      <path d="M3 6.75h6.25a3.75 3.75 0 0 1 0 7.5H7" />
    </>
  ),
  up: <path d="M8 3.5 13.5 12h-11z" fill="currentColor" stroke="none" />,
  user: (
    <>
      <circle cx="8" cy="5.25" r="2.75" />
      <path d="M2.75 13.75c.35-2.75 2.35-4.25 5.25-4.25s4.9 1.5 5.25 4.25" />
    </>
  ),
  warn: (
    <>
      <path d="M8 2.2 14.4 13.4H1.6z" />
      <path d="M8 6.4v3.2M8 11.4v.1" />
    </>
  ),
  wave: <path d="M2 7v2M5 4.5v7M8 2.5v11M11 4.5v7M14 7v2" />,
  wrench: (
    <path d="M10 2.2a3.7 3.7 0 0 0-3.6 4.9L2.1 11.4a1.6 1.6 0 0 0 2.3 2.3l4.4-4.3a3.7 3.7 0 0 0 4.8-4.6L11.3 7 9 6.8 8.8 4.6l2.3-2.2A3.6 3.6 0 0 0 10 2.2z" />
  ),
} as const;

export type IconName = keyof typeof drawings;

/** Decoration beside a word, never a name by itself: hidden from screen readers. */
export function Icon({
  name,
  size = 16,
}: {
  readonly name: IconName;
  readonly size?: 10 | 12 | 14 | 16 | 20 | 24;
}): ReactNode {
  return (
    <svg
      className={styles.icon}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      data-size={size}
      aria-hidden="true"
    >
      {drawings[name]}
    </svg>
  );
}
