export const timeline = {
  label: 'Show timeline',
  labelTimes: 'Show timeline, {{from}} to {{to}} expected',
  done: '{{title}}, done',
  onAir: '{{title}}, on air',
  next: '{{title}}, next',
  later: '{{title}}, later',
} as const;
