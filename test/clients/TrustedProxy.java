import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Prints the status and the body of each address, asked as JAVA_TOOL_OPTIONS says. */
class TrustedProxy {
    public static void main(String[] addresses) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (String address : addresses) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            System.out.println(response.statusCode() + " " + response.body());
        }
    }
}
