/** The live rundown: what was, is and will be on air. */
export const rundown = {
  title: 'Rundown',
  column: {
    planned: 'Planned',
    actual: 'Act. / exp.',
    length: 'Length',
    segment: 'Segment',
    speakers: 'Speakers',
    scene: 'Scene',
    state: 'State',
  },
  empty: 'This show has no segments yet.',

  done: 'Done',
  later: 'Later',
  sent: 'Sent',
  notConfirmed: 'Not confirmed',
  removed: 'removed from the plan',
  notInObs: 'Not in OBS',
  elapsed: '{{time}} elapsed',
  left: '{{time}} left',
  over: '{{time}} over',

  cues: 'Scene, names and cues of {{title}}',
  cueScene: 'Scene ‘{{scene}}’',
  cueName: '{{name}} — name caption',
  cueNotHere: 'Not here',
  how: {
    withGo: 'With GO',
    byItself: 'By itself',
    byHand: 'By hand',
  },

  /** What a screen reader says of a row. */
  row: {
    done: '{{title}}, done, {{length}} long, {{difference}}.',
    onAir: '{{title}}, {{air}}, since {{start}}, ends {{end}}, {{scene}}{{people}}.',
    next: '{{title}}, next, {{start}}, {{length}} long, {{scene}}{{people}}.',
    later: '{{title}}, later, {{start}}, {{length}} long, {{scene}}{{people}}.',
    expected: 'expected {{time}}',
    planned: 'planned {{time}}',
    noTime: 'no time set',
    missing: 'scene ‘{{scene}}’ is not in OBS',
    people: ', with {{names}}',
    onAirWord: 'on air',
    practiceWord: 'in practice',
    sentWord: 'sent to OBS',
    notConfirmedWord: 'current, not confirmed by OBS',
    elsewhereWord: 'current, but OBS shows ‘{{scene}}’',
    slateWord: 'current, with the slate on air',
    slatePracticeWord: 'current, with the slate up in practice',
  },
} as const;
