'use client'

import { PasswordField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'

/** The present password, which changing it asks for. It is sent and never kept. */
export function CurrentPassword({ field, path }: TextFieldClientProps) {
  return (
    <PasswordField path={path} field={{ name: field.name, label: field.label ?? '' }} autoComplete="current-password" />
  )
}
