import * as z from 'zod'
import { messageKeySchema, noteKeySchema } from '#shared/cases/keys.ts'

/** The command to the worker, which alone writes to the vault, to screen a filed message. */
export const screenCommandSchema = z.strictObject({ command: z.literal('screen-message'), message: messageKeySchema })
export type ScreenCommand = z.infer<typeof screenCommandSchema>

/** The command to the worker to move the personal data of a note into the vault, where its author asked for that. */
export const sealNoteSchema = z.strictObject({ command: z.literal('seal-note'), note: noteKeySchema })
export type SealNote = z.infer<typeof sealNoteSchema>
