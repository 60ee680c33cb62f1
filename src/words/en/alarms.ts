export const alarms = {
  more_one: 'Show {{count}} more',
  more_other: 'Show {{count}} more',
  fewer: 'Show the worst only',
  // --- a take that did not happen
  failedSilent: '<b>OBS did not confirm ‘{{what}}’.</b> ‘{{still}}’ is still on air.',
  failedSilentBlind: '<b>OBS did not confirm ‘{{what}}’.</b> Look at OBS.',
  failedRefused: '<b>OBS refused ‘{{what}}’:</b> {{comment}}. ‘{{still}}’ is still on air.',
  failedMismatch: '<b>OBS shows ‘{{still}}’</b> instead of ‘{{what}}’.',
  whatSlate: 'Slate',
  whatEnd: 'End show',
  failedLate: '<b>‘{{what}}’ is on air after all:</b> OBS shows ‘{{still}}’.',
  unheard: '<b>OBS did not say that ‘{{shows}}’ is on air.</b> It names that scene; look at its picture.',
  advanceMissed: '<b>‘{{title}}’ did not come by itself:</b> {{why}}. GO takes it.',
  tryAgain: 'Try again',
  trySlateAgain: 'Try Slate again',
  acceptObs: 'Accept what OBS shows',
  dismiss: 'Dismiss',
  // --- the connection
  lost: '<b>{{problem}}</b> at {{at}}. ‘{{still}}’ was on air. GO goes on without OBS; trying again by itself.',
  lostToBackup:
    '<b>{{problem}}</b> at {{at}}. ‘{{still}}’ was on air. The backup OBS shows ‘{{backup}}’ and follows every take.',
  changeOver: 'Make the backup the main OBS',
  lostBefore: '<b>{{problem}}</b> Trying again by itself.',
  problem: {
    addressWrong: 'That is no address of OBS.',
    unreachable: 'OBS cannot be reached.',
    notObs: 'What answers there is no OBS.',
    passwordNeeded: 'OBS asks for its password.',
    passwordWrong: 'OBS did not accept the password.',
    tooOld: 'This OBS is too old: Lectern needs OBS 28 or newer (obs-websocket 5).',
    closed: 'OBS closed the connection',
    notAnswering: 'OBS stopped answering',
  },
  problemLost: {
    addressWrong: 'OBS was lost',
    unreachable: 'OBS was lost',
    notObs: 'OBS was lost',
    passwordNeeded: 'OBS was lost',
    passwordWrong: 'OBS was lost',
    tooOld: 'OBS was lost',
    closed: 'OBS closed the connection',
    notAnswering: 'OBS stopped answering',
  },
  tryNow: 'Try now',
  enterPassword: 'Enter password',
  changeAddress: 'Change address',
  // --- what OBS shows
  differs: '<b>OBS shows ‘{{shows}}’</b>, not ‘{{asked}}’. Lectern leaves it so until you say otherwise.',
  changedInObs:
    '<b>Somebody put ‘{{shows}}’ on air in OBS</b>, in place of ‘{{asked}}’. Lectern leaves it so.',
  follow: 'Follow: {{title}} since {{at}}',
  differsNothing: '<b>OBS does not show ‘{{asked}}’.</b>',
  takeAgain: 'Take ‘{{asked}}’ again',
  // --- the second OBS
  backup: {
    problem: {
      addressWrong: 'The backup’s address is no address of OBS.',
      unreachable: 'The backup OBS cannot be reached.',
      notObs: 'What answers at the backup’s address is no OBS.',
      passwordNeeded: 'The backup OBS asks for its password.',
      passwordWrong: 'The backup OBS did not accept the password.',
      tooOld: 'The backup OBS is too old: Lectern needs OBS 28 or newer (obs-websocket 5).',
      closed: 'The backup OBS closed the connection.',
      notAnswering: 'The backup OBS stopped answering.',
    },
    away: '<b>{{problem}}</b> The show goes on without it; trying again by itself.',
    stopped: '<b>{{problem}}</b> The show goes on without it.',
    change: 'Change backup',
    scene: '<b>The backup OBS shows ‘{{shows}}’</b>, program is ‘{{program}}’.',
    sceneNone: '<b>The backup OBS does not show ‘{{program}}’.</b>',
    refused: '<b>The backup OBS refused ‘{{program}}’:</b> {{comment}}. It shows ‘{{shows}}’.',
    take: 'Take ‘{{program}}’ on the backup',
    /** What a cue has set; of the program, then of the backup. */
    effect: {
      muted: '<b>‘{{name}}’ is not muted on the backup OBS</b>, as it is in the program.{{more}}',
      notMuted: '<b>‘{{name}}’ is muted on the backup OBS</b>, and not in the program.{{more}}',
      volume:
        '<b>‘{{name}}’ is at {{shows}} dB on the backup OBS</b>, and at {{program}} dB in the program.{{more}}',
      shown: '<b>‘{{name}}’ in ‘{{within}}’ is hidden on the backup OBS</b>, and not in the program.{{more}}',
      hidden:
        '<b>‘{{name}}’ in ‘{{within}}’ is not hidden on the backup OBS</b>, as it is in the program.{{more}}',
      filterOn:
        '<b>Filter ‘{{name}}’ of ‘{{within}}’ is off on the backup OBS</b>, and on in the program.{{more}}',
      filterOff:
        '<b>Filter ‘{{name}}’ of ‘{{within}}’ is on on the backup OBS</b>, and off in the program.{{more}}',
      more_one: ' {{count}} more thing differs.',
      more_other: ' {{count}} more things differ.',
    },
    nameMissing: '<b>The name on air is not on the backup OBS.</b>',
    nameNotSetUp: '<b>The name on air is not on the backup OBS:</b> it has no captions from Lectern.',
    nameLeft: '<b>A name stands on the backup OBS alone.</b>',
    bringInLine: 'Bring the backup in line',
    /** The first is a sentence of the check before the show. */
    lacks: '<b>{{first}}</b>{{more}}',
    lacksMore_one: ' {{count}} more thing is missing there.',
    lacksMore_other: ' {{count}} more things are missing there.',
    build: 'Build the backup',
  },
  // --- after Back
  notUndone: '<b>Back does not undo all of ‘{{title}}’:</b> {{left}}.',
  nameSeen: 'the name {{name}} was seen',
  // --- sound off
  stillHeard: '<b>Sound is off, but viewers still hear</b> {{inputs}}.',
  heardInput: '‘{{name}}’',
  // --- saving
  notSaving: {
    diskFull: '<b>Not saving: disk full.</b> Keep Lectern open; it is written when there is room.',
    readOnly: '<b>Not saving: the disk is read-only.</b> Keep Lectern open; it is written when that changes.',
    failed: '<b>Not saving: the disk refuses.</b> Keep Lectern open; it is written when it can be.',
  },
  // --- closing and resetting while live
  closeArmed: '<b>The show is live.</b> Close the window again to close the console; OBS stays as it is.',
  closeShowArmed: '<b>The show is live.</b> Closing it leaves OBS as it is.',
  closeShowAgain: 'Close it all the same',
  resetArmed: '<b>The show is live.</b> A reset begins a new run and keeps the log of this one.',
  resetAgain: 'Reset all the same',
  cancel: 'Cancel',
  // --- captions
  captionsNotSetUp: '<b>Names cannot be shown yet.</b> OBS has no captions from Lectern.',
  captionsMissingIn_one: '<b>Names cannot be shown in {{count}} scene:</b> ‘{{scene}}’ has no captions.',
  captionsMissingIn_other: '<b>Names cannot be shown in {{count}} scenes</b>, ‘{{scene}}’ among them.',
  setUpCaptions: 'Set up captions in OBS',
  // --- before the show
  findings: '<b>{{counts}} before the show.</b> {{first}}',
  openPreflight_one: 'Look at it',
  openPreflight_other: 'Look at them',
} as const;
