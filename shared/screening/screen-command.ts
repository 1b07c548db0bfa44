import * as z from 'zod'
import { messageKeySchema } from '#shared/cases/keys.ts'

/** Tells the worker, which alone may put into the vault, that a message was filed whose words are to be looked through. */
export const screenCommandSchema = z.strictObject({ command: z.literal('screen-message'), message: messageKeySchema })
export type ScreenCommand = z.infer<typeof screenCommandSchema>
