/** Which OBS the show drives, and how that goes. */
export const connection = {
  title: 'OBS connection',
  // --- where it stands
  none: 'OBS is connected when a show opens',
  practice: 'Practice OBS: nothing goes live',
  practiceStarting: 'Practice OBS is starting …',
  connecting: 'Connecting to OBS at {{address}} …',
  reading: 'Connected to OBS at {{address}}',
  connected: 'Connected to OBS {{version}} at {{address}}',
  problem: {
    addressWrong: '{{address}} is no address of OBS',
    unreachable: 'OBS cannot be reached at {{address}}',
    notObs: 'What answers at {{address}} is no OBS',
    passwordNeeded: 'OBS at {{address}} asks for its password',
    passwordWrong: 'OBS at {{address}} did not accept the password',
    tooOld: 'The OBS at {{address}} is too old',
    closed: 'OBS at {{address}} closed the connection',
    notAnswering: 'OBS at {{address}} stopped answering',
  },
  advice: {
    addressWrong: 'Look the address up in OBS: Tools, WebSocket Server Settings.',
    unreachable: 'Start OBS, and switch on Tools, WebSocket Server Settings, Enable WebSocket server.',
    notObs: 'Another program uses that port. Look the port up in OBS: Tools, WebSocket Server Settings.',
    passwordNeeded: 'It stands in OBS under Tools, WebSocket Server Settings, Show Connect Info.',
    passwordWrong: 'Look it up in OBS under Tools, WebSocket Server Settings, Show Connect Info.',
    tooOld: 'Update OBS to version 28 or newer: Lectern speaks obs-websocket 5.',
    closed: 'Lectern tries again by itself. The show goes on without OBS meanwhile.',
    notAnswering: 'Lectern tries again by itself. The show goes on without OBS meanwhile.',
  },
  nextTry: 'Next try in {{time}}',
  tryingNow: 'Trying now …',
  tryNow: 'Try now',
  // --- why it refuses, where it does not say so itself
  changingCollection: 'it is changing its scene collection',
  error: 'error {{code}}',
  // --- the password
  password: 'Password of OBS',
  givePassword: 'Connect',
  willKeepElectron:
    'Kept in this computer’s keyring; where there is none, in memory only, until Lectern closes.',
  willKeepBrowser: 'Kept in memory only, until Lectern ends.',
  kept: {
    keyring: 'The password is kept in this computer’s keyring.',
    memory: 'The password is kept in memory only: Lectern asks again at its next start.',
  },
  // --- which OBS
  real: 'OBS Studio',
  inUse: 'In use',
  address: 'Address',
  addressHow: 'OBS shows it under Tools, WebSocket Server Settings. A port alone is enough on this computer.',
  connect: 'Connect',
  // --- the second one
  backup: 'Backup OBS',
  backupHow:
    'A second OBS with the same scenes. Every take and every name goes to it as well; it streams and records by itself.',
  backupOfPractice: 'A backup stands beside OBS Studio. The practice OBS has none.',
  backupAddress: 'Address of the backup',
  backupAddressHow: 'OBS shows it there under Tools, WebSocket Server Settings.',
  connectBackup: 'Connect backup',
  backupPlaceholder: 'ws://192.168.1.20:4455',
  stopBackup: 'Stop using it',
  backupPassword: 'Password of the backup OBS',
  // --- without any
  practiceObs: 'Practice OBS',
  practiceHow: 'Built in, with the scenes of this show. Nothing goes live.',
  usePractice: 'Use practice OBS',
} as const;
