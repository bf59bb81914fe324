console.log("event-telemetry");
