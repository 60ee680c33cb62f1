export const timeline = {
  label: 'Show timeline',
  labelTimes: 'Show timeline, {{from}} to {{to}} expected',
  done: '{{title}}, done',
  program: '{{title}}, on air',
  practice: '{{title}}, in practice',
  current: '{{title}}, current',
  next: '{{title}}, next',
  later: '{{title}}, later',
  postponed: '{{title}}, postponed',
  dropped: '{{title}}, dropped',
  skipped: '{{title}}, skipped',
  stretch: '{{first}} – {{last}}',
} as const;
