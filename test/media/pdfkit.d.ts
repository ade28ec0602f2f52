declare module 'pdfkit' {
  import type { Readable } from 'node:stream'

  interface Options {
    info?: Record<string, string>
    compress?: boolean
    userPassword?: string
    ownerPassword?: string
  }

  export default class PDFDocument extends Readable {
    constructor(options?: Options)
    text(text: string): this
    image(source: string | Buffer, x: number, y: number, options?: { width: number }): this
    addPage(): this
    rect(x: number, y: number, width: number, height: number): this
    stroke(): this
    appendXML(xml: string): void
    end(): void
  }
}
