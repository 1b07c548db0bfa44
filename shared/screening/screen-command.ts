import * as z from 'zod'
import { messageKeySchema } from '#shared/cases/keys.ts'

/** The command to the worker, which alone writes to the vault, to screen a filed message. */
export const screenCommandSchema = z.strictObject({ command: z.literal('screen-message'), message: messageKeySchema })
export type ScreenCommand = z.infer<typeof screenCommandSchema>
