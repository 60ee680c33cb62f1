/** Whose voice is whose, and how a name follows it. */
export const voices = {
  title: 'Microphones and voices',
  tab: {
    microphones: 'Microphones',
    policy: 'When a name comes',
    hearing: 'What is a voice',
    track: 'Try it with a track',
  },

  microphonesHow: 'A name can follow a voice once the console knows who speaks into which input of OBS.',
  obsUnread: 'The inputs of OBS are known once OBS is connected.',
  microphoneOf: 'Microphone of {{name}}',
  none: 'None',
  tieTo: 'Use ‘{{input}}’',
  suggested: 'Suggested by its name',
  clear: 'No microphone for {{name}}',
  sharedWith: 'Shared with {{names}}: who of them speaks cannot be heard',
  saySomething: 'Ask somebody to say something: the input that is heard shows here.',
  heard: '‘{{input}}’ is heard',
  heardOf: '‘{{input}}’ is heard: {{names}}',
  itIs: 'It is {{name}}',
  reading: {
    quiet: 'Quiet',
    rising: 'Quiet',
    speaking: 'A voice',
    echo: 'Echo',
    noise: 'Noise',
    clipping: 'Too loud',
    dead: 'No signal',
    notActive: 'No signal',
  },

  policy: {
    firstWords: 'At a person’s first words in a segment',
    onChange: 'Whenever somebody else begins to speak',
    again: 'Again, after a while',
    againAfter: 'Again after',
    minimum: 'Stays at least',
    maximum: 'Stays at most',
    scenes: 'Names come by themselves in',
    namesIn: 'Names by themselves in ‘{{scene}}’',
    how: 'A hand beats all of it: a name shown, pinned or hidden by hand stays so. Auto (A) turns it off in one key.',
  },
  outside: {
    againAfter: 'From 10 seconds to 24 hours.',
    minimum: 'From half a second to a minute.',
    captionDuration: 'From one second to 10 minutes.',
  },

  defaults: 'Back to defaults',
  usually: '{{unit}}, usually {{usual}}',
  notWithin: 'A number from {{least}} to {{most}} {{unit}}.',
  unit: { ms: 'ms', dB: 'dB', dBPerSecond: 'dB/s' },
  parameter: {
    attack: {
      name: 'Attack',
      how: 'Sound that lasts for so long is a voice: a cough is over by then.',
    },
    attackOverOthers: {
      name: 'Attack over others',
      how: 'The same while somebody else speaks: a laugh or a “yes” is no turn.',
    },
    hold: {
      name: 'Hold',
      how: 'A pause shorter than this ends no turn.',
    },
    aboveFloor: {
      name: 'Above the room',
      how: 'A voice is so much louder than the noise of its microphone.',
    },
    aboveOthers: {
      name: 'Above other microphones',
      how: 'A voice stands out so far from what is heard of it elsewhere.',
    },
    echoWithin: {
      name: 'Echo within',
      how: 'The same voice may come back so late, from another room.',
    },
    floorRise: {
      name: 'The room rises by',
      how: 'How fast what counts as noise follows a room that grows louder.',
    },
  },
  picture: 'What that makes of a microphone now',
  pictureOf: 'Microphone in the picture',
  trace: 'The last seconds of ‘{{input}}’',
  legend: {
    level: 'how loud',
    floor: 'noise of the room',
    threshold: 'what may be a voice',
    rising: 'not long enough yet (attack)',
    speaking: 'a voice, up to the end of its hold',
  },
} as const;
