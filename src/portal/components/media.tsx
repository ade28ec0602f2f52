import { fill } from '../../i18n'
import { kindText, sizeText } from '../say'
import { view } from '../view'

interface Props {
  src: string
  mime: string
  bytes: number
  label: string
  alt?: string | undefined
  width?: number | undefined
  height?: number | undefined
  poster?: string | undefined
  /** A moving picture: shown again and again, once somebody started it. */
  loops?: boolean
  /** Address of the subtitles, and their language. */
  subtitles?: string | undefined
}

/** A picture, a film or a document. Nothing plays by itself, and the size is named before anything is fetched. */
export async function Media({
  src,
  mime,
  bytes,
  label,
  alt = label,
  width,
  height,
  poster,
  loops = false,
  subtitles,
}: Props) {
  const { lang, large, w } = await view()
  if (mime.startsWith('image/'))
    return (
      <figure>
        <img src={src} alt={alt} width={width} height={height} loading="lazy" />
        <figcaption className="soft">{label}</figcaption>
      </figure>
    )
  if (mime.startsWith('video/'))
    return (
      <figure>
        <video controls preload="metadata" poster={poster} loop={loops} aria-label={loops ? alt : label} playsInline>
          <source src={src} type={mime} />
          {subtitles ? <track kind="captions" src={subtitles} srcLang="zh" label="中文" default={large} /> : null}
        </video>
        <figcaption className="soft">
          {label} · {fill(loops ? w.catalogue.loopSize : w.catalogue.videoSize, { size: sizeText(lang, bytes) })}{' '}
          <a href={src} download>
            {w.common.download}
          </a>
        </figcaption>
      </figure>
    )
  return (
    <p>
      <a href={src}>{label}</a>{' '}
      <span className="soft">
        {kindText(lang, mime)}, {sizeText(lang, bytes)}
      </span>
    </p>
  )
}
