import * as migration_20261123_201649_initial from './20261123_201649_initial';
import * as migration_20261125_025820_registrations from './20261125_025820_registrations';
import * as migration_20261125_030905_kept_forms from './20261125_030905_kept_forms';
import * as migration_20261125_034336_ledger_corrections from './20261125_034336_ledger_corrections';
import * as migration_20261125_044808_attempts_at_the_door from './20261125_044808_attempts_at_the_door';
import * as migration_20261125_062105_rendition_progress from './20261125_062105_rendition_progress';
import * as migration_20261125_163001_uploads from './20261125_163001_uploads';
import * as migration_20261125_203036_works_choices from './20261125_203036_works_choices';
import * as migration_20261125_211252_uploads_of_calls from './20261125_211252_uploads_of_calls';
import * as migration_20261126_043430_works_maps from './20261126_043430_works_maps';
import * as migration_20261126_125505_rendition_time_left from './20261126_125505_rendition_time_left';

export const migrations = [
  {
    up: migration_20261123_201649_initial.up,
    down: migration_20261123_201649_initial.down,
    name: '20261123_201649_initial',
  },
  {
    up: migration_20261125_025820_registrations.up,
    down: migration_20261125_025820_registrations.down,
    name: '20261125_025820_registrations',
  },
  {
    up: migration_20261125_030905_kept_forms.up,
    down: migration_20261125_030905_kept_forms.down,
    name: '20261125_030905_kept_forms',
  },
  {
    up: migration_20261125_034336_ledger_corrections.up,
    down: migration_20261125_034336_ledger_corrections.down,
    name: '20261125_034336_ledger_corrections',
  },
  {
    up: migration_20261125_044808_attempts_at_the_door.up,
    down: migration_20261125_044808_attempts_at_the_door.down,
    name: '20261125_044808_attempts_at_the_door',
  },
  {
    up: migration_20261125_062105_rendition_progress.up,
    down: migration_20261125_062105_rendition_progress.down,
    name: '20261125_062105_rendition_progress',
  },
  {
    up: migration_20261125_163001_uploads.up,
    down: migration_20261125_163001_uploads.down,
    name: '20261125_163001_uploads',
  },
  {
    up: migration_20261125_203036_works_choices.up,
    down: migration_20261125_203036_works_choices.down,
    name: '20261125_203036_works_choices',
  },
  {
    up: migration_20261125_211252_uploads_of_calls.up,
    down: migration_20261125_211252_uploads_of_calls.down,
    name: '20261125_211252_uploads_of_calls',
  },
  {
    up: migration_20261126_043430_works_maps.up,
    down: migration_20261126_043430_works_maps.down,
    name: '20261126_043430_works_maps',
  },
  {
    up: migration_20261126_125505_rendition_time_left.up,
    down: migration_20261126_125505_rendition_time_left.down,
    name: '20261126_125505_rendition_time_left'
  },
];
