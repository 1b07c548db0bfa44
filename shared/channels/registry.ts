import type { Channel, WebhookSource } from './channel.ts'
import { metaChannel } from './meta/channel.ts'
import { xChannel } from './x/channel.ts'

/** The channel of each webhook; a new network is a folder, a line here, and a row in the contract test. */
export const CHANNELS: Readonly<Record<WebhookSource, Channel>> = { x: xChannel, meta: metaChannel }
