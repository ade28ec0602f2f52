import * as migration_20261123_200459_initial from './20261123_200459_initial';

export const migrations = [
  {
    up: migration_20261123_200459_initial.up,
    down: migration_20261123_200459_initial.down,
    name: '20261123_200459_initial'
  },
];
