import * as z from 'zod'

/** The networks we serve, as codes in facts. A further one is a code here and its readers in `shared/channels`. */
export const networkSchema = z.enum(['x', 'facebook', 'instagram'])
export type Network = z.infer<typeof networkSchema>

export const visibilitySchema = z.enum(['public', 'private'])
export type Visibility = z.infer<typeof visibilitySchema>

/** What an answer may leave by. */
export const outboundChannelSchema = z.enum([...networkSchema.options, 'mail'])
export type OutboundChannel = z.infer<typeof outboundChannelSchema>
