import type { PublicCall } from '../../../workflows/call/queries'
import type { Question } from '../../../workflows/rules/forms'
import type { Rubric } from '../../../workflows/rules/scoring'
import { formatRuleOf } from '../../../workflows/rules/vocabulary'
import type { FileLimitsByFormat, Format, SupportMode } from '../../../workflows/rules/vocabulary'
import { fill } from '../../i18n'
import { criterionWord, optionWord } from '../options'
import { kindText, sizeText, wordAt } from '../say'
import { view } from '../view'
import { Facts, Money, MoneyInWords, Table } from './bits'

type Part = { call: PublicCall }

const percent = (hundredths: number): string => `${hundredths / 100}%`

export async function CallScope({ call }: Part) {
  const { lang, w } = await view()
  const { calls } = w
  const named = (list: Parameters<typeof optionWord>[1], codes: readonly string[]) =>
    codes.map((code) => optionWord(lang, list, code)).join(w.common.join)
  return (
    <section>
      <h2>{calls.asks}</h2>
      <Facts
        items={[
          [calls.mode, named('mode', call.modes)],
          [calls.formats, named('format', call.formats)],
          [calls.themes, named('theme', call.themes)],
          [calls.audiences, named('audience', call.audiences)],
        ]}
      />
      <Table
        caption={calls.files}
        head={[calls.formats, calls.fileTypes, calls.fileCount, calls.fileSize, calls.fileLength]}
        rows={await Promise.all(call.formats.map((format) => fileRow(format, call.rules.fileLimits)))}
      />
    </section>
  )
}

async function fileRow(format: Format, ofCall: FileLimitsByFormat | undefined) {
  const { lang, w } = await view()
  const rule = formatRuleOf(format, ofCall)
  const length = [
    rule.maxSeconds === null ? '' : fill(w.calls.seconds, { n: rule.maxSeconds }),
    rule.maxPages === null ? '' : fill(w.calls.pages, { n: rule.maxPages }),
  ].filter(Boolean)
  return [
    optionWord(lang, 'format', format),
    rule.accept.map((type) => kindText(lang, type)).join(w.common.join),
    fill(w.calls.countBetween, { min: rule.minFiles, max: rule.maxFiles }),
    sizeText(lang, rule.maxBytes),
    length.join(w.common.join) || w.common.none,
  ]
}

export async function CallMoney({ call }: Part) {
  const { lang, w } = await view()
  const { calls } = w
  return (
    <section>
      <h2>{calls.money}</h2>
      <Facts
        items={[
          ...call.modes.map(
            (mode) =>
              [
                `${calls.cap}${w.common.colon}${optionWord(lang, 'mode', mode)}`,
                <MoneyInWords key={mode} fen={call.caps[mode]} />,
              ] as const,
          ),
          [calls.minimum, <Money key="least" fen={call.rules.minAmountFen} />],
        ]}
      />
      {await Promise.all(call.modes.map((mode) => planTable(call, mode)))}
    </section>
  )
}

async function planTable(call: PublicCall, mode: SupportMode) {
  const { lang, w, v } = await view()
  const plan = call.plans[mode]
  if (!plan) return null
  const caption = `${w.calls.plan}${w.common.colon}${optionWord(lang, 'mode', mode)} · ${v.fundingModes[plan.mode]}`
  return (
    <Table
      key={mode}
      caption={caption}
      head={[w.award.instalment, w.calls.percent, w.calls.gate]}
      figures={[1]}
      rows={plan.instalments.map((each) => [
        fill(w.calls.instalment, { n: each.n }),
        percent(each.percent),
        v.paymentGates[each.gate],
      ])}
    />
  )
}

export async function CallSteps({ call, calendar }: Part & { calendar: { name: string; source: string } | null }) {
  const { w } = await view()
  const { calls } = w
  const { rules } = call
  return (
    <section>
      <h2>{calls.steps}</h2>
      <ul>
        <li>{fill(calls.correction, { n: rules.correctionWorkingDays })}</li>
        <li>{fill(calls.reviewers, { n: rules.reviewersPerApplication })}</li>
        <li>
          {fill(calls.notice, {
            n: rules.noticeWorkingDays,
            first: rules.countsFirstDay ? calls.firstCounts : calls.firstNot,
            calendar: calendar?.name ?? '',
            source: calendar?.source ?? '',
          })}
        </li>
        {rules.maxPerApplicant === undefined ? null : <li>{fill(calls.perApplicant, { n: rules.maxPerApplicant })}</li>}
      </ul>
    </section>
  )
}

export async function CallRubrics({ call }: Part) {
  const { w } = await view()
  return (
    <section>
      <h2>{w.calls.rubric}</h2>
      {call.modes.map((mode) => {
        const rubric = call.rubrics[mode]
        return rubric ? <RubricTable key={mode} rubric={rubric} mode={mode} /> : null
      })}
    </section>
  )
}

async function RubricTable({ rubric, mode }: { rubric: Rubric; mode: SupportMode }) {
  const { lang, w, v } = await view()
  const { calls } = w
  const name = (key: string) => criterionWord(lang, key)
  const rows = rubric.criteria.map(({ key, kind, weight, gate }) => [
    name(key),
    `${weight}%`,
    [
      wordAt(v.criterionMeanings, key) ?? '',
      kind === 'deductive' ? calls.deductive : '',
      gate ? fill(calls.gateBelow, { n: gate.below }) : '',
    ]
      .filter(Boolean)
      .join(' '),
  ])
  const [veto] = rubric.vetoes
  return (
    <>
      <Table
        caption={fill(calls.rubricOf, { mode: optionWord(lang, 'mode', mode) })}
        head={[calls.criterion, calls.weight, calls.meaning]}
        figures={[1]}
        rows={rows}
      />
      <ul>
        <li>{fill(calls[rubric.aggregation.rule], { n: rubric.aggregation.trimFrom })}</li>
        {rubric.ties.length > 0 ? (
          <li>{fill(calls.ties, { names: rubric.ties.map(name).join(w.common.join) })}</li>
        ) : null}
        {veto ? (
          <li>
            {fill(calls.vetoes, {
              names: rubric.vetoes.map(({ key }) => name(key)).join(w.common.join),
              n: veto.experts,
            })}
          </li>
        ) : null}
      </ul>
    </>
  )
}

/** Every question and limit, for whoever wants to prepare on paper. */
export async function CallQuestions({ call }: Part) {
  const { w } = await view()
  const { calls } = w
  const { questions } = call.form
  const groups = [...new Set(questions.map(({ group }) => group))]
  const rows = async (group: string) =>
    Promise.all(
      questions
        .filter((question) => question.group === group)
        .map(async (question) => [
          <QuestionText key={question.key} question={question} />,
          question.required ? (question.requiredOnly ? w.common.whenAsked : w.common.required) : w.common.optional,
          await limitOf(question),
        ]),
    )
  return (
    <section>
      <h2>{calls.questions}</h2>
      <p>{calls.questionsLead}</p>
      {await Promise.all(
        groups.map(async (group) => (
          <Table
            key={group}
            caption={wordAt(w.groups, group) ?? group}
            head={[calls.question, calls.need, calls.limit]}
            rows={await rows(group)}
          />
        )),
      )}
      <p>{calls.blind}</p>
    </section>
  )
}

async function QuestionText({ question }: { question: Question }) {
  const { lang, w } = await view()
  const { label, help, options = [] } = question
  return (
    <>
      {label[lang]}
      {question.identity ? ' *' : null}
      {help ? <span className="help"> {help[lang]}</span> : null}
      {options.length > 0 && options.length <= 15 ? (
        <span className="help"> {options.map((option) => option.label[lang]).join(w.common.join)}</span>
      ) : null}
    </>
  )
}

async function limitOf({ kind, min, max, forFormats, forModes }: Question): Promise<string> {
  const { lang, w } = await view()
  const { calls } = w
  const text = kind === 'text' || kind === 'longtext' || kind === 'richtext'
  const limit =
    max === undefined || kind === 'money'
      ? ''
      : text
        ? min === undefined
          ? fill(calls.limitChars, { max })
          : fill(calls.limitCharsBetween, { min, max })
        : fill(calls.limitItems, { max })
  const only = [
    ...(forFormats ?? []).map((code) => optionWord(lang, 'format', code)),
    ...(forModes ?? []).map((code) => optionWord(lang, 'mode', code)),
  ]
  return [
    wordAt(w.kinds, kind) ?? kind,
    limit,
    only.length > 0 ? fill(calls.onlyFormats, { names: only.join(w.common.join) }) : '',
  ]
    .filter(Boolean)
    .join(w.common.join)
}
