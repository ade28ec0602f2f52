// @needs chromium
// @database sqlite
import { describe, expect, test } from '@jest/globals'
import { afterClosing } from './faces/after-closing'
import { choices } from './faces/choices'
import { creators } from './faces/creators'
import { desks } from './faces/desks'
import { everyPage } from './faces/every-page'
import { paperAndContrast } from './faces/paper'
import { portalFaces } from './faces/portal'
import { typing } from './faces/typing'
import { uploads } from './faces/uploads'
import { openWorld } from './faces/world'

const world = openWorld()

everyPage(world)
paperAndContrast(world)
creators(world)
typing(world)
uploads(world)
choices(world)
portalFaces(world)
desks(world)
// Last: the clock goes on.
afterClosing(world)

describe('the browsers', () => {
  test('had nothing to complain about: no error, nothing against the policy, no foreign host', () => {
    expect(world.stage.complaints()).toEqual([])
  })
})
