import { z } from 'zod'
import { receiptSchema } from './receipt.ts'

/** The worker's word that somebody wants a parked mail tried again. */
export const retryMailSchema = z.strictObject({ command: z.literal('retry-mail'), id: z.string() })

/** A mail as it is parked: what SES told of it, and the mail itself, which outlives the bucket's copy by it. */
export const parkedMailSchema = z.object({ receipt: receiptSchema, raw: z.base64().optional() })
export type ParkedMail = z.infer<typeof parkedMailSchema>
