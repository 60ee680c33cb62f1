/** What is said outside the pages: by the app's menu and dialogs, in a terminal, to a browser that is not let in. */
export const outside = {
  menu: {
    quit: 'Quit {{app}}',
    edit: 'Edit',
    view: 'View',
  },
  dialog: {
    runningHeadless: 'Lectern is running already, without windows, on this machine. End that one first.',
  },
  file: {
    unnamed: 'Show',
  },
  /** What viewers read. */
  overlay: {
    startsIn: 'Starts in {{time}}',
    startsSoon: 'Starting soon',
    /** Why a graphic is not used. */
    failed: {
      missing: 'it is not on this machine. Bring it in again in edit mode, under Show.',
      load: 'it could not be loaded.',
      loadSilent: 'it did not load in time.',
      play: 'it would not come in.',
      playSilent: 'it never said that it came in.',
      update: 'it would not take a correction.',
    },
  },
  terminal: {
    link: 'Lectern is running. Open this link, once, in a browser on this machine:',
    another: 'For another browser: {{address}}',
    homeInUse:
      'Lectern is running already with this home. Close it first, or give another folder with --home.',
    portTaken: 'That port is taken. Give another with --port, or none for any free one.',
    portWrong: '--port wants a number from 0 to 65535, not ‘{{given}}’',
    addressWrong: '--{{option}} wants an address such as ws://127.0.0.1:4455, not ‘{{given}}’',
    backupIsMain: '--backup wants another OBS than --obs, not ‘{{given}}’ again',
  },
  check: {
    usage: 'Usage: lectern check SHOW.lectern --obs ws://host:port [--json] [--preview-next]',
    namesUnmeasured: {
      pictures: 'Not checked: whether names fit their captions. They are drawn in the app.',
      page: 'Not checked: whether names fit their captions. They are drawn by the page in OBS.',
      text: 'Not checked: whether names fit their captions. OBS measures them once the captions are set up there.',
    },
    against: '{{title}}, against OBS {{version}}',
    noFile: 'There is no file ‘{{file}}’.',
    unreadable: 'The show cannot be read: {{detail}}',
    fileDamaged: '‘{{file}}’ is no Lectern show, or it is damaged.',
    fileEmpty: '‘{{file}}’ is empty.',
    fileNewer: '‘{{file}}’ was written by a newer Lectern (format {{version}}).',
    fileTooLarge: '‘{{file}}’ is too large for a show: {{megabytes}} MB.',
    notReady: 'OBS is still loading. Try again in a moment.',
    password: 'It is taken from LECTERN_OBS_PASSWORD.',
  },
  door: {
    open: 'Open Lectern',
    noSession: {
      title: 'Not paired',
      words: 'Open the link that Lectern printed in its terminal. It works once, in one browser.',
    },
    tokenUsed: {
      title: 'This link was used',
      words:
        'A link works once. Where it was opened, the console is at this address without the link. For another browser, take the newest link in the terminal.',
    },
    tokenUnknown: {
      title: 'This link is not valid',
      words: 'It may be from an earlier start. Take the newest link that Lectern printed in its terminal.',
    },
    notYours: {
      title: 'Not for the host view',
      words: 'This browser was paired for the host view. Ask the producer for a link to the console.',
    },
    elsewhere: {
      title: 'Not from here',
      words: 'Lectern answers only to its own address, as its terminal printed it.',
    },
    notFound: {
      title: 'Not found',
      words: 'There is no such page. The console is at /producer/.',
    },
    method: {
      title: 'Not understood',
      words: 'Pages can only be read here.',
    },
  },
} as const;
