/** A segment that nobody planned, put in and taken in one motion. */
export const putIn = {
  label: 'Put in and take',
  title: 'Title',
  titleHint: 'For example Technical pause',
  scene: 'Scene in OBS',
  sceneNone: 'Leave the scene as it is',
  length: 'Length',
  lengthHint: 'For example 2, 1:30 or 90s',
  take: 'Take ‘{{title}}’, scene ‘{{scene}}’',
  takeAsIs: 'Take ‘{{title}}’, scene stays as it is',
  takeUntitled: 'Take it',
  takeLeavesSlate: 'Take ‘{{title}}’, leaves slate for ‘{{scene}}’',
  takeAsIsLeavesSlate: 'Take ‘{{title}}’, leaves slate; scene and sound stay',
  takeUntitledLeavesSlate: 'Take it, leaves slate',
  after: 'Next stays {{title}}',
  afterNothing: 'Nothing comes after it',
  leave: 'Cancel',
} as const;
