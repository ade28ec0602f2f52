import type { RichText } from '../../../workflows/rules/forms'

/** A rich text as elements; nothing of it is ever taken as markup. */
export function RichTextView({ text }: { text: RichText }) {
  return (
    <div className="prose">
      {text.blocks.map((block, index) => (
        <Block key={index} {...block} />
      ))}
    </div>
  )
}

function Block({ type, text }: RichText['blocks'][number]) {
  switch (type) {
    case 'heading':
      return <h3>{text}</h3>
    case 'quote':
      return <blockquote className="lines">{text}</blockquote>
    case 'list':
      return (
        <ul>
          {text.split('\n').map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
      )
    default:
      return <p className="lines">{text}</p>
  }
}
