/** Things said once about stored files: what happened, and that the show is there all the same. */
export const notice = {
  journalTorn:
    'Lectern was stopped in the middle of a write: the last line of this show’s log was cut short and set aside as {{file}}. All that came before it is whole.',
  journalDamaged:
    'A part of this show’s log was damaged and set aside as {{file}}. The last good state is open.',
  journalNewer: 'A log of this show was written by a newer Lectern (format {{version}}) and left alone.',
  showFileDamaged:
    'The show’s file was damaged ({{problem}}) and set aside as {{file}}. The last good state is open.',
  openedAsCopy: '‘{{title}}’ in {{file}} differs from the show you have here. It was opened as a copy.',
  settingsDamaged: 'The settings were damaged and set aside as {{file}}. Lectern starts with its own.',
  graphicFailed:
    '<b>The OGraf graphic ‘{{name}}’ is not used:</b> {{why}} {{detail}} Names are drawn by the theme, and the show goes on.',
  backupIsMain: '<b>No backup is in use:</b> {{address}} is the OBS that this show drives.',
} as const;
