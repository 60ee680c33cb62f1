/** What the captions need in OBS. */
export const captionSetup = {
  title: 'Set up captions in OBS',
  planning: 'Looking at OBS …',
  way: {
    clips:
      'Names come into OBS as clips that move in and, after their time, out by themselves. They are drawn here ahead of time; a name without a clip yet comes as a picture.',
    pictures: 'Names come into OBS as pictures, drawn here ahead of time.',
    page: 'Names are drawn by a page of Lectern’s in OBS’s browser source: they move in and out, and leave by themselves even without Lectern. Cards with titles and a countdown have a page of their own.',
    text: 'Names come into OBS as its own text sources, since OBS does not run beside the Lectern app. They are measured in ‘Lectern ruler’, which no scene shows.',
  },
  willMake: 'This is made in OBS:',
  isLeft: 'This is still to be made in OBS:',
  step: {
    createScene: 'A scene ‘{{scene}}’',
    createInput: 'A source ‘{{input}}’ ({{kind}}) in scene ‘{{scene}}’',
    placeCaptions: 'The captions on top of scene ‘{{scene}}’',
    nameSlate: 'In the show: ‘{{scene}}’ as what Slate shows',
  },
  kind: {
    page: 'browser',
    image: 'image',
    media: 'media',
    text: 'text',
    colour: 'colour',
  },
  byPage: 'Names move: Lectern’s page in OBS’s browser source draws them',
  nothingElse: 'Nothing that is there already is altered. All of it can be deleted in OBS.',
  make: 'Set up captions in OBS',
  working: 'Setting up …',
  done: 'Captions are set up in OBS.',
  complete: 'Captions are set up already. There is nothing to make.',
  lookAgain: 'Look again',
} as const;
