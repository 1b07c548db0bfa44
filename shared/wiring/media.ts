import type { z } from 'zod'
import type { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import type { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { type QueueReceivers, receive } from '#shared/kernel/queue.ts'
import { createHttpsMediaSource } from '#shared/media/fetch-media.ts'
import { createMetaTextSource, createXTextSource } from '#shared/media/network-texts.ts'
import { type SettleDependencies, settleMessage } from '#shared/media/settle-message.ts'
import { createAuthoriseX } from '#shared/media/x-authorise.ts'
import { mediaJobSchema } from '#shared/messages/media-job.ts'

type MediaPorts = Omit<SettleDependencies, 'source' | 'texts'> & {
	readonly xSecret: () => Promise<z.infer<typeof xApiSecretSchema>>
	readonly metaSecret: () => Promise<z.infer<typeof metaApiSecretSchema>>
}

/** Creates the fetcher of attachments and of texts that came cut. */
export const createMediaFetcher = ({ xSecret, metaSecret, ...ports }: MediaPorts): QueueReceivers<'Media'> => {
	const [x, meta] = [createXTextSource(xSecret), createMetaTextSource(metaSecret)]
	const dependencies: SettleDependencies = {
		...ports,
		source: createHttpsMediaSource({ authorise: createAuthoriseX(xSecret) }),
		texts: { read: (address) => (address.network === 'x' ? x : meta).read(address) },
	}
	return { Media: { message: receive(mediaJobSchema, (job) => settleMessage(dependencies, job)) } }
}
