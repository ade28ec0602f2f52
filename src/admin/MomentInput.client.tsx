'use client'

import type { Moment } from './command-input'
import type { InputProps } from './CommandFields.client'

const two = (hour: number) => String(hour).padStart(2, '0')
/** Every full hour, 24:00 among them: a time field of a browser refuses that one. */
const hours = Array.from({ length: 25 }, (_, hour) => `${two(hour)}:00`)

/** A day and a time of day in Asia/Shanghai. The day is shown again in words, whatever the browser's own format is. */
export function MomentInput({ id, field, value, words, onChange }: InputProps) {
  const moment = (value ?? { day: '', time: '' }) as Moment
  const times = moment.time && !hours.includes(moment.time) ? [...hours, moment.time].sort() : hours
  const change = (part: Partial<Moment>) => onChange({ ...moment, ...part })
  return (
    <div className="kepu-moment">
      <label htmlFor={`${id}-day`}>{words.day}</label>
      <input
        id={`${id}-day`}
        type="date"
        aria-required={field.required}
        value={moment.day}
        onChange={(event) => change({ day: event.target.value })}
      />
      <label htmlFor={`${id}-time`}>{words.time}</label>
      <select id={`${id}-time`} value={moment.time} onChange={(event) => change({ time: event.target.value })}>
        <option value="">{words.choose}</option>
        {times.map((time) => (
          <option key={time} value={time}>
            {time}
          </option>
        ))}
      </select>
      <output htmlFor={`${id}-day ${id}-time`}>
        {moment.day && moment.time ? `${moment.day} ${moment.time} ${words.zone}` : words.zone}
      </output>
    </div>
  )
}
