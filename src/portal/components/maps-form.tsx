import { mapsShown } from '../../../workflows/rules/maps'
import type { WorkRow } from '../../../workflows/work'
import type { Flash } from '../../flash'
import { fill } from '../../i18n'
import { fieldId } from '../form/entries'
import { view } from '../view'
import { Hidden, Need } from './bits'
import { FieldErrors, TextField } from './field'

/** Shown as an example, as it is on standard maps. */
const example = 'GS(2023)2767号'

interface Props {
  work: WorkRow
  flash: Flash | null
  path: string
}

/** What the maker of a work declares about the maps that it shows. */
export async function MapsForm({ work, flash, path }: Props) {
  const { w } = await view()
  const said = w.award.maps
  const { numbers = [], exemption } = work.maps ?? {}
  return (
    <section>
      <h3>{said.title}</h3>
      <p>{said.lead}</p>
      <form method="post" action={`/commands/work/${work.id}/declare_maps`} className="form">
        <Hidden next={path} back={path} />
        <Shown flash={flash} saved={work.maps?.shown} />
        <TextField
          name="maps.numbers[]"
          issueField="maps.numbers"
          label={said.numbers}
          help={fill(said.numbersHelp, { example })}
          required={false}
          value={numbers.join('、')}
          flash={flash}
        />
        <TextField
          name="maps.exemption"
          label={said.exemption}
          help={said.exemptionHelp}
          required={false}
          value={exemption ?? ''}
          flash={flash}
        />
        <button type="submit" className="primary">
          {said.save}
        </button>
      </form>
    </section>
  )
}

async function Shown({ flash, saved }: { flash: Flash | null; saved: string | undefined }) {
  const { w, v } = await view()
  const name = 'maps.shown'
  const id = fieldId(name)
  const wrong = flash?.issues?.some(({ field }) => field === name) === true
  const chosen = flash?.values?.[name] ?? saved
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={wrong ? 'field wrong' : 'field'}
      aria-describedby={wrong ? `${id}-error` : undefined}
    >
      <legend>
        {w.award.maps.shown} <Need required />
      </legend>
      <FieldErrors field={name} issues={flash?.issues} id={`${id}-error`} />
      <div className="choices">
        {mapsShown.map((value) => (
          <label key={value} className="choice">
            <input type="radio" name={name} value={value} defaultChecked={chosen === value} required />
            <span>{v.mapsShown[value]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
