import { Duration } from 'aws-cdk-lib'
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { ENV } from '#shared/kernel/env-names.ts'
import type { Stage } from '../stage.ts'
import type { Grant } from './grant.ts'
import { closed } from './raw-store.ts'

type ObjectAction = 'GetObject' | 'PutObject' | 'DeleteObject'

/** Longer than any case is worked; until then a copy goes when the words of its message go. */
const KEPT_AT_MOST = Duration.days(730)

/** Copies of pictures and files that customers sent, under `media/`: as erasable as words, so there are no old versions. */
export class MediaStorage extends Construct {
	readonly #bucket: Bucket

	constructor(scope: Construct, id: string, props: { readonly stage: Stage; readonly accessLog: IBucket }) {
		const { stage, accessLog } = props
		super(scope, id)
		this.#bucket = new Bucket(this, 'Bucket', {
			...closed,
			removalPolicy: stage.removalPolicy,
			serverAccessLogsBucket: accessLog,
			serverAccessLogsPrefix: 'media/',
			lifecycleRules: [
				{ prefix: 'media/', expiration: KEPT_AT_MOST },
				{ abortIncompleteMultipartUploadAfter: Duration.days(1) },
			],
		})
	}

	/** These rights on all copies, and the bucket's name. */
	allow(...actions: readonly ObjectAction[]): Grant {
		return {
			environment: { [ENV.mediaBucket]: this.#bucket.bucketName },
			statements: [
				{ actions: actions.map((action) => `s3:${action}`), resources: [this.#bucket.arnForObjects('media/*')] },
			],
		}
	}
}
