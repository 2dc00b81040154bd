import type { Files } from './push-files.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  labels: { app: demat-permis, env: preprod, tier: backend }
spec:
  replicas: 2
  selector:
    matchLabels: { app: demat-permis, tier: backend }
  template:
    metadata:
      labels: { app: demat-permis, env: preprod, tier: backend }
    spec:
      securityContext: { runAsNonRoot: true }
      containers:
        - name: api
          image: docker.io/demat-permis/api:1.4.0
          ports: [{ containerPort: 8080 }]
          envFrom: [{ configMapRef: { name: api } }, { secretRef: { name: api } }]
          securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false }
          readinessProbe: { httpGet: { path: /sante, port: 8080 } }
          livenessProbe: { httpGet: { path: /sante, port: 8080 } }
          resources:
            requests: { cpu: 100m, memory: 256Mi }
            limits: { cpu: 500m, memory: 512Mi }
`;

const service = `apiVersion: v1
kind: Service
metadata:
  name: api
  labels: { app: demat-permis, env: preprod, tier: backend }
spec:
  selector: { app: demat-permis, tier: backend }
  ports: [{ port: 8080, targetPort: 8080 }]
`;

const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  labels: { app: demat-permis, env: preprod, tier: backend }
spec:
  rules:
    - host: demat-permis.example.gouv.fr
      http:
        paths: [{ path: /api, pathType: Prefix, backend: { service: { name: api, port: { number: 8080 } } } }]
`;

const configuration = `apiVersion: v1
kind: ConfigMap
metadata:
  name: api
  labels: { app: demat-permis, env: preprod, tier: backend }
data:
  PORT: "8080"
  REDIS_URL: redis://redis:6379
`;

/** Kustomize manifests that follow the cluster's policies. */
export const infraFiles: Files = {
  'README.md': '# Déploiement de Démat-Permis\n\nManifestes Kustomize, un dossier par environnement, lus par ArgoCD.\n',
  'base/deployment.yaml': deployment,
  'base/service.yaml': service,
  'base/ingress.yaml': ingress,
  'base/configmap.yaml': configuration,
  'base/kustomization.yaml': 'resources: [deployment.yaml, service.yaml, ingress.yaml, configmap.yaml]\n',
  'overlays/preprod/kustomization.yaml': 'namespace: demat-permis-preprod\nresources: [../../base]\n',
  'overlays/prod/kustomization.yaml': 'namespace: demat-permis-prod\nresources: [../../base]\nreplicas: [{ name: api, count: 3 }]\n',
};
