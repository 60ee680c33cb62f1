export const palette = {
  label: 'Command list',
  placeholder: 'What do you want to do?',
  nothing: 'No command is called that.',
} as const;
