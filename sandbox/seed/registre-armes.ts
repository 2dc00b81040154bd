import type { Files } from './push-files.ts';

const dockerfile = `FROM docker.io/library/eclipse-temurin:21-jre
COPY target/portail.jar /app/portail.jar
USER 1001
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/app/portail.jar"]
`;

const chart = `apiVersion: v2
name: portail
version: 0.3.0
appVersion: 2.1.0
`;

const values = `image:
  repository: docker.io/registre-armes/portail
  tag: 2.1.0
resources:
  requests: { cpu: 250m, memory: 512Mi }
  limits: { cpu: "1", memory: 1Gi }
`;

/** An application without a CI file for the platform. */
export const portalFiles: Files = {
  'README.md': '# Portail du registre des armes\n\nApplication Java 21 (Spring Boot), en production sur des machines virtuelles.\n',
  Dockerfile: dockerfile,
};

/** A Helm chart in a private repository. */
export const deploymentFiles: Files = {
  'README.md': '# Déploiement du registre des armes\n\nChart Helm.\n',
  'charts/portail/Chart.yaml': chart,
  'charts/portail/values.yaml': values,
};
