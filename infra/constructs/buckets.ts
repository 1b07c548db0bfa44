import { Duration, Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { ENV } from '#shared/kernel/env-names.ts'
import type { Stage } from '../stage.ts'
import type { Grant } from './grant.ts'

type Prefix = 'raw/' | 'parked/' | 'mail/'

/** The settings that close every bucket of ours. */
const closed = {
	blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
	encryption: BucketEncryption.S3_MANAGED,
	enforceSSL: true,
	minimumTLSVersion: 1.2,
	objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
}

/**
 * Bodies as received that are too large for a queue (`raw/`, 14 days) or that we could not read (`parked/`, 30 days), and
 * mails as SES received them (`mail/`, 14 days).
 */
export class RawStore extends Construct {
	readonly #bucket: Bucket
	/** The access log of all our buckets. */
	readonly accessLog: IBucket

	constructor(scope: Construct, id: string, props: { readonly stage: Stage }) {
		const { stage } = props
		super(scope, id)
		// A cast, because CDK's own Bucket does not fit its IBucket under exactOptionalPropertyTypes.
		this.accessLog = new Bucket(this, 'AccessLog', {
			...closed,
			removalPolicy: stage.removalPolicy,
			lifecycleRules: [{ expiration: Duration.days(stage.accessLogDays) }],
		}) as IBucket
		this.#bucket = new Bucket(this, 'Bucket', {
			...closed,
			removalPolicy: stage.removalPolicy,
			serverAccessLogsBucket: this.accessLog,
			lifecycleRules: [
				{ prefix: 'raw/', expiration: Duration.days(14) },
				{ prefix: 'mail/', expiration: Duration.days(14) },
				{ prefix: 'parked/', expiration: Duration.days(30) },
				{ abortIncompleteMultipartUploadAfter: Duration.days(1) },
			],
		})
	}

	/** Grants putting objects under a prefix, with the bucket's name. */
	allowPut(prefix: Prefix): Grant {
		return this.#allow('s3:PutObject', [prefix])
	}

	/**
	 * Grants reading objects under these prefixes, with the bucket's name. Includes listing, because S3 answers 403 instead
	 * of 404 for a missing object to callers without that right.
	 */
	allowGet(...prefixes: readonly Prefix[]): Grant {
		const { environment, statements } = this.#allow('s3:GetObject', prefixes)
		const list = { actions: ['s3:ListBucket'], resources: [this.#bucket.bucketArn] }
		return { environment, statements: [...statements, list] }
	}

	/** Grants erasing objects under these prefixes, with the bucket's name. */
	allowDelete(...prefixes: readonly Prefix[]): Grant {
		return this.#allow('s3:DeleteObject', prefixes)
	}

	/** Lets SES put received mails under `mail/`, by this receipt rule only. Returns bucket, prefix and the policy. */
	takeMails(ruleArn: string): {
		readonly bucketName: string
		readonly objectKeyPrefix: string
		readonly policy: Construct
	} {
		this.#bucket.addToResourcePolicy(
			new PolicyStatement({
				principals: [new ServicePrincipal('ses.amazonaws.com')],
				actions: ['s3:PutObject'],
				resources: [this.#bucket.arnForObjects('mail/*')],
				conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account, 'aws:SourceArn': ruleArn } },
			}),
		)
		const { bucketName, policy } = this.#bucket
		if (policy === undefined) throw new Error('A closed bucket has a policy')
		return { bucketName, objectKeyPrefix: 'mail/', policy }
	}

	#allow(action: string, prefixes: readonly Prefix[]): Grant {
		return {
			environment: { [ENV.rawBucket]: this.#bucket.bucketName },
			statements: [
				{ actions: [action], resources: prefixes.map((prefix) => this.#bucket.arnForObjects(`${prefix}*`)) },
			],
		}
	}
}

type ObjectAction = 'GetObject' | 'PutObject' | 'DeleteObject'

/** Longer than any case is worked on; before that a copy is erased together with the text of its message. */
const KEPT_AT_MOST = Duration.days(730)

/**
 * Copies of pictures and files that customers sent, under `media/`. They are erasable like texts, so there are no old
 * versions.
 */
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

	/** Grants these actions on all copies, with the bucket's name. */
	allow(...actions: readonly ObjectAction[]): Grant {
		return {
			environment: { [ENV.mediaBucket]: this.#bucket.bucketName },
			statements: [
				{ actions: actions.map((action) => `s3:${action}`), resources: [this.#bucket.arnForObjects('media/*')] },
			],
		}
	}
}
