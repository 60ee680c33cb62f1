/** What OBS starts and stops: stream, recording, virtual camera, replay buffer. */
export const outputs = {
  tag: { stream: 'STREAM', record: 'REC', virtualCam: 'Virtual camera' },
  name: {
    stream: 'Stream',
    record: 'Recording',
    virtualCam: 'Virtual camera',
    replayBuffer: 'Replay buffer',
  },
  inProgramNo: {
    all: 'in program, no output',
    stream: 'in program, no stream',
    record: 'in program, no recording',
    virtualCam: 'in program, no virtual camera',
  },
  no: { all: 'no output', stream: 'no stream', record: 'no recording', virtualCam: 'no camera' },
  start: {
    stream: 'Start stream',
    record: 'Start recording',
    virtualCam: 'Start virtual camera',
    replayBuffer: 'Start replay buffer',
  },
  stop: {
    stream: 'Stop stream',
    record: 'Stop recording',
    virtualCam: 'Stop virtual camera',
    replayBuffer: 'Stop replay buffer',
  },
  lookAgain: 'Look again',
  missing: {
    stream: '<b>The stream is not running.</b> Nobody outside sees the program.',
    record: '<b>Nothing is recorded.</b> This show is to be kept.',
    virtualCam: '<b>The virtual camera is not running.</b> The meeting does not see the program.',
  },
  reconnecting: '<b>The stream lost its server.</b> OBS tries to reach it; viewers see nothing new.',
  failed: {
    stream: '<b>The stream could not start.</b> OBS gives no reason: look at its stream settings.',
    record: '<b>The recording could not start.</b> OBS gives no reason: look at its recording folder.',
    virtualCam: '<b>The virtual camera could not start.</b> OBS gives no reason.',
    replayBuffer: '<b>The replay buffer could not start.</b> OBS gives no reason.',
  },
  dropped: {
    stream: '<b>The stream stopped by itself</b> at {{at}}. Its server was lost, or somebody ended it there.',
    record: '<b>The recording stopped by itself</b> at {{at}}. Look at the disk of OBS’s computer.',
    virtualCam: '<b>The virtual camera was stopped in OBS</b> at {{at}}.',
    replayBuffer: '<b>The replay buffer stopped by itself</b> at {{at}}. Nothing more can be replayed.',
  },
  unknown: {
    start: {
      stream: '<b>The stream may have started:</b> {{why}}. It was asked once, at {{at}}.',
      record: '<b>Recording may have started:</b> {{why}}. It was asked once, at {{at}}.',
      virtualCam: '<b>The virtual camera may have started:</b> {{why}}. It was asked once, at {{at}}.',
      replayBuffer: '<b>The replay buffer may have started:</b> {{why}}. It was asked once, at {{at}}.',
    },
    stop: {
      stream: '<b>The stream may have stopped:</b> {{why}}. It was asked once, at {{at}}.',
      record: '<b>Recording may have stopped:</b> {{why}}. It was asked once, at {{at}}.',
      virtualCam: '<b>The virtual camera may have stopped:</b> {{why}}. It was asked once, at {{at}}.',
      replayBuffer: '<b>The replay buffer may have stopped:</b> {{why}}. It was asked once, at {{at}}.',
    },
  },
  /** Why nobody knows. */
  why: {
    closed: 'OBS was away',
    silent: 'OBS did not answer',
    restarted: 'Lectern was closed',
    nothingCame: 'OBS said yes',
  },
  /** OBS is back, and does not show what it was asked for. */
  unknownNow: {
    start:
      '<b>{{output}}: it does not run now, and may have.</b> It was asked to start once, at {{at}}; {{why}}.',
    stop: '<b>{{output}}: it runs.</b> It was asked to stop once, at {{at}}; {{why}}.',
  },
  refused: {
    start: '<b>OBS did not start it ({{output}}):</b> {{comment}}.',
    stop: '<b>OBS did not stop it ({{output}}):</b> {{comment}}.',
  },
  notSent: '<b>{{output}}: nothing was sent.</b> OBS was away.',
  armed: {
    start: {
      stream: '<b>Start the stream?</b> What is in program goes out to everybody.',
      record: '<b>Start the recording?</b>',
    },
    stop: {
      stream: '<b>Stop the stream?</b> Viewers see nothing more.',
      record: '<b>Stop the recording?</b>',
      virtualCam: '<b>Stop the virtual camera?</b> The meeting sees nothing more.',
      replayBuffer: '<b>Stop the replay buffer?</b> What it holds and was not saved is gone.',
    },
  },
  // --- how OBS is
  lost: 'Dropped',
  lostValue: '{{count}} ({{percent}} %)',
  health: 'OBS uses {{cpu}} % of its computer · {{gigabytes}} GB free to record · {{count}} frames dropped',
  healthNoDisk: 'OBS uses {{cpu}} % of its computer · {{count}} frames dropped',
  ailment: {
    disk: '<b>The disk that OBS records on is nearly full:</b> {{gigabytes}} GB left. Recording stops when it is full.',
    render:
      '<b>OBS cannot draw every frame:</b> {{lost}} % are missing. Close other programs on its computer.',
    encoder:
      '<b>OBS cannot encode every frame:</b> {{lost}} % are missing from stream and recording. Close other programs on its computer.',
    network: '<b>The stream’s connection is too slow:</b> {{lost}} % of its frames are dropped.',
    cpu: '<b>OBS’s computer is at its limit:</b> {{cpu}} % are in use. Close other programs there.',
  },
  needs: 'The show needs',
  needsHint: 'While the show is live, one that does not run in OBS is an alarm.',
  state: {
    off: 'Off',
    unavailable: 'Not there',
    starting: 'Starting',
    stopping: 'Stopping',
    reconnecting: 'Reconnecting',
    paused: 'Paused {{time}}',
    unknown: 'Not known',
  },
} as const;
