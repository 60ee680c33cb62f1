/** Whose voice is whose, and how a name follows it. */
export const voices = {
  title: 'Microphones and voices',
  tab: {
    microphones: 'Microphones',
  },
  microphonesHow: 'A name can follow a voice once the console knows who speaks into which input of OBS.',
  obsUnread: 'The inputs of OBS are known once OBS is connected.',
  microphoneOf: 'Microphone of {{name}}',
  none: 'None',
  tieTo: 'Use ‘{{input}}’',
  suggested: 'Goes by its name: let them say something',
  clear: 'No microphone for {{name}}',
  sharedWith: 'Shared with {{names}}: who of them speaks cannot be heard',
} as const;
