import { CfnOutput, CfnParameter, Stack, type StackProps } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { CfnParameter as SystemParameter } from 'aws-cdk-lib/aws-ssm'
import type { Construct } from 'constructs'
import { ENV } from '#shared/kernel/env-names.ts'
import { AgentPool, type PoolSignIn } from './constructs/agent-pool.ts'
import { MediaStorage, RawStore } from './constructs/buckets.ts'
import type { FailureQueue } from './constructs/failure-queue.ts'
import type { Grant } from './constructs/grant.ts'
import { MailReceiver, MailSender } from './constructs/mail.ts'
import { VaultKey } from './constructs/vault-key.ts'
import {
	createDispatchFailures,
	createProjectFailures,
	createQueues,
	createSearchFailures,
	type Queues,
} from './queues.ts'
import { createSecrets, type Secrets } from './secrets.ts'
import { ORIGIN_RULE } from './settings.ts'
import type { Stage } from './stage.ts'
import { createTables, type Tables } from './tables.ts'

/**
 * The parameter that stops all sending while it is not `on`; intake and desk go on. It has a name of its own, against the
 * rule for names, because people must find it in a hurry; both stages may share an account. A deployment leaves what they
 * set as it is.
 */
class KillSwitch extends SystemParameter {
	readonly #name: string

	constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
		const name = `/hilft/${stage.name}/sending`
		super(scope, id, {
			name,
			type: 'String',
			value: 'on',
			allowedPattern: '^(on|stopped)$',
			description: 'on: answers leave. stopped: nothing leaves until it is on again.',
		})
		this.#name = name
		this.applyRemovalPolicy(stage.removalPolicy)
	}

	/** Grants reading the parameter, with its name. No function may set it. */
	allowRead(): Grant {
		const arn = Stack.of(this).formatArn({ service: 'ssm', resource: 'parameter', resourceName: this.#name.slice(1) })
		return {
			environment: { [ENV.sendingParameter]: this.#name },
			statements: [{ actions: ['ssm:GetParameter'], resources: [arn] }],
		}
	}
}

type StatefulStackProps = StackProps & { readonly stage: Stage }

/** What functions can be given rights on. */
export type StatefulParts = {
	readonly tables: Tables
	readonly queues: Queues
	readonly dispatchFailures: FailureQueue
	readonly searchFailures: FailureQueue
	readonly projectFailures: FailureQueue
	readonly secrets: Secrets
	readonly raw: RawStore
	readonly media: MediaStorage
	readonly vaultKey: VaultKey
	readonly mail: MailSender
	readonly sending: KillSwitch
	readonly danger: DangerTopic
}

/**
 * Where alarms go. People subscribe by hand: who is called is no matter of the template. A topic with a policy of its own
 * loses the one that let everything of the account publish, so CloudWatch must be named, or no alarm ever arrives.
 */
class AlarmTopic extends Topic {
	constructor(scope: Construct, id: string) {
		super(scope, id, { enforceSSL: true })
		this.addToResourcePolicy(
			new PolicyStatement({
				principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
				actions: ['sns:Publish'],
				resources: [this.topicArn],
				conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
			}),
		)
	}
}

/** Where the lead on call hears of a danger that nobody took: its kind and a case number, never a word. People subscribe by hand. */
class DangerTopic extends Topic {
	constructor(scope: Construct, id: string) {
		super(scope, id, { enforceSSL: true })
	}

	/** Grants telling, with the topic's name. */
	allowPublish(): Grant {
		return {
			environment: { [ENV.dangerTopicArn]: this.topicArn },
			statements: [{ actions: ['sns:Publish'], resources: [this.topicArn] }],
		}
	}
}

/** Everything that must outlive a deployment: tables, queues, bucket, key, secrets, the mail identity, who signs in, and where alarms go. */
export class StatefulStack extends Stack {
	readonly parts: StatefulParts
	readonly signIn: PoolSignIn
	readonly alarmTopic: AlarmTopic

	constructor(scope: Construct, id: string, props: StatefulStackProps) {
		super(scope, id, props)
		const { stage } = props
		const mailDomain = new CfnParameter(this, 'MailDomain', { description: 'The domain that mails come from' })
		const replyDomain = new CfnParameter(this, 'ReplyDomain', {
			description: 'The domain that customers answer our mails to: all of its mails come here',
		})
		const deskOrigin = new CfnParameter(this, 'DeskOrigin', { description: 'Where agents work', ...ORIGIN_RULE })
		this.alarmTopic = new AlarmTopic(this, 'Alarms')
		this.signIn = new AgentPool(this, 'AgentPool', { stage, deskOrigin: deskOrigin.valueAsString }).signIn
		const queues = createQueues(this, stage, this.alarmTopic)
		const raw = new RawStore(this, 'Raw', { stage })
		this.parts = {
			queues,
			dispatchFailures: createDispatchFailures(this, stage, this.alarmTopic),
			searchFailures: createSearchFailures(this, stage, this.alarmTopic),
			projectFailures: createProjectFailures(this, stage, this.alarmTopic),
			tables: createTables(this, stage),
			secrets: createSecrets(this, stage),
			raw,
			media: new MediaStorage(this, 'Copies', { stage, accessLog: raw.accessLog }),
			vaultKey: new VaultKey(this, 'VaultKey', { stage }),
			sending: new KillSwitch(this, 'Sending', { stage }),
			danger: new DangerTopic(this, 'Danger'),
			mail: new MailSender(this, 'Mail', { domain: mailDomain.valueAsString, eventQueue: queues.MailEvents }),
		}
		new CfnOutput(this, 'AgentsTable', {
			value: this.parts.tables.agents.tableName,
			description: 'The roster, for npm run agents -- retire',
		})
		new MailReceiver(this, 'MailReceiver', { domain: replyDomain.valueAsString, store: raw, queue: queues.MailIn })
	}
}
