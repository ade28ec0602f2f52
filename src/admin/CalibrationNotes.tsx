import type { Catalogue } from '../i18n'
import type { ShownCalibration } from './shown-calibration'

interface Props {
  calibration: ShownCalibration
  words: Catalogue['admin']['ranking']['calibration']
}

/** Under the table of a mode: what the calibration says as a whole, of each expert, and of more reviewers. */
export function CalibrationNotes({ calibration: { notes, experts, reliability }, words }: Props) {
  return (
    <div className="kepu-notes">
      <p className="kepu-hint">{words.lead}</p>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {experts.length > 0 ? (
        <details>
          <summary>{words.experts}</summary>
          <Numbers
            label={words.experts}
            head={[words.name, words.scores, words.leniency, words.spread, words.remarks]}
            rows={experts.map(({ name, href, scores, leniency, spread, flags }) => [
              href === null ? name : <a href={href}>{name}</a>,
              scores,
              leniency,
              spread,
              flags,
            ])}
          />
        </details>
      ) : null}
      {reliability.length > 0 ? (
        <details>
          <summary>{words.reliability}</summary>
          <Numbers
            label={words.reliability}
            head={[words.reviewers, words.raw, words.withoutLeniency]}
            rows={reliability.map(({ reviewers, raw, calibrated }) => [reviewers, raw, calibrated])}
          />
        </details>
      ) : null}
    </div>
  )
}

const Numbers = ({ label, head, rows }: { label: string; head: string[]; rows: React.ReactNode[][] }) => (
  <div className="kepu-scroll" role="region" tabIndex={0} aria-label={label}>
    <table className="kepu-table">
      <thead>
        <tr>
          {head.map((each) => (
            <th key={each} scope="col">
              {each}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column} className="kepu-number">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
