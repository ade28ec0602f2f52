import * as migration_20261123_201649_initial from './20261123_201649_initial';

export const migrations = [
  {
    up: migration_20261123_201649_initial.up,
    down: migration_20261123_201649_initial.down,
    name: '20261123_201649_initial'
  },
];
