/** Who may be named on screen, and who is. */
export const captions = {
  title: 'Captions',
  byItself: 'A first name comes by itself, for {{seconds}} s',
  byHand: 'Names come by hand, for {{seconds}} s',
  held: 'Held: no name comes by itself',
  auto: 'Auto',
  hideAll: 'Hide all',

  show: 'Show',
  hide: 'Hide',
  showName: 'Show {{name}}’s name',
  hideName: 'Hide {{name}}’s name',
  pinName: 'Pin {{name}}’s name: it stays until hidden',
  unpinName: 'Unpin {{name}}’s name',
  here: 'Here',
  notHere: 'Not here',
  hereName: '{{name}} is here',

  sent: 'Sent',
  named: 'Named',
  host: 'Host',
  noName: 'No name',

  ofNext: 'In {{title}}, next:',
  nobodyOnAir: 'Nobody is in {{title}}.',
  nobodyNext: 'Nobody is in the next segment.',
  nobody: 'This show has no people yet.',
  everyone_one: 'Everyone · {{count}} more person',
  everyone_other: 'Everyone · {{count}} more people',
  find: 'Find a person',
  foundNobody: 'Nobody by that name.',

  shortened: 'Role shortened to fit',
  problem: {
    rightToLeft: 'OBS’s text source cannot write right to left',
    emoji: 'OBS’s text source cannot draw emoji',
    shaping: 'OBS’s text source cannot draw this script',
    tooSmall: 'Long name: drawn small',
    notDrawn: 'Could not be drawn',
    noName: 'Has no name to show',
  },

  obsAway: 'OBS is away. Names can be shown when it is back.',
  obsAwayBackup:
    'The main OBS is away. A name on the backup leaves in its time; others can be shown once the backup is the main OBS.',
  notSetUp: 'Captions are not set up in OBS.',
  spokenOf: '{{time}} of about {{length}}',
  spokenOver: '{{time}}, {{by}} over',
  setUp: 'Set up captions in OBS',
  missingIn_one: '{{scenes}} has no captions yet.',
  missingIn_other: '{{count}} scenes have no captions yet: {{scenes}}.',
} as const;
