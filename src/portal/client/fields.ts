import type { Entries } from '../form/entries'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const fieldsOf = (form: HTMLFormElement): Field[] =>
  [...form.elements].filter(
    (element): element is Field =>
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement,
  )

const isOwn = ({ name }: Field) => name !== '' && !name.startsWith('_')
const isTick = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')

/** What is typed now. */
export const typedNow = (form: HTMLFormElement): Entries =>
  fieldsOf(form)
    .filter(isOwn)
    .flatMap((field): Entries =>
      isTick(field) && !field.checked ? [] : field.value === '' ? [] : [[field.name, field.value]],
    )

/** What the server sent with the page, whatever the browser restored or the person typed since. */
export const asServed = (form: HTMLFormElement): Entries =>
  fieldsOf(form)
    .filter(isOwn)
    .flatMap((field): Entries => {
      if (isTick(field)) return field.defaultChecked ? [[field.name, field.value]] : []
      const value = field instanceof HTMLSelectElement ? selectedAsServed(field) : field.defaultValue
      return value === '' ? [] : [[field.name, value]]
    })

const selectedAsServed = (field: HTMLSelectElement) =>
  ([...field.options].find(({ defaultSelected }) => defaultSelected) ?? field.options[0])?.value ?? ''

/** Puts other words into the fields; whoever counts or reads them back is told. */
export function putInto(form: HTMLFormElement, entries: Entries): void {
  for (const field of fieldsOf(form).filter(isOwn)) {
    const given = entries.filter(([name]) => name === field.name).map(([, text]) => text)
    if (isTick(field)) field.checked = given.includes(field.value)
    else field.value = given[0] ?? ''
    field.dispatchEvent(new Event('kepu:set'))
  }
}
