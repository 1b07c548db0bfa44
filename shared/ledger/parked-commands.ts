import * as z from 'zod'
import { agentKeySchema } from '#shared/cases/keys.ts'
import { DISMISSALS } from './ports.ts'

const id = z.string().regex(/^park_[0-9a-z]{26}_\d{1,6}$/)

/** An agent's command to retry a parked event, after a fix. */
export const retryParkedSchema = z.strictObject({ command: z.literal('retry-parked'), id })

/** A lead's command to dismiss a parked event. */
export const dismissParkedSchema = z.strictObject({
	command: z.literal('dismiss-parked'),
	id,
	by: agentKeySchema,
	reason: z.enum(DISMISSALS),
})

/** The sweep's command to count parked events and to renew what is waiting. */
export const tendParkedSchema = z.strictObject({ command: z.literal('tend-parked') })

/** The worker's command to mail-in, which alone reads mails, to retry a parked one. */
export const retryMailSchema = z.strictObject({ command: z.literal('retry-mail'), id })

export type RetryParked = z.infer<typeof retryParkedSchema>
export type DismissParked = z.infer<typeof dismissParkedSchema>
export type TendParked = z.infer<typeof tendParkedSchema>
export type RetryMail = z.infer<typeof retryMailSchema>
